"""How Xero writes: JSON, XML, times, envelopes and errors."""
