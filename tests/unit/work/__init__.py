"""Leases kept, units in flight, and the engine of one process."""
