"""What is true about joining a portal to a ledger, in plain Python: no I/O, no clock, no vendor."""
