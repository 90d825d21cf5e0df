"""When clerks work: leases kept alive, units in flight, and the engine of one process."""
