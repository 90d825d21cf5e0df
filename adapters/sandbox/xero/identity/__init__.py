"""Apps, consent, tokens and connections: what login.xero.com and identity.xero.com do."""
