"""The Xero half of the sandbox: one test a trap that a client can fall into."""
