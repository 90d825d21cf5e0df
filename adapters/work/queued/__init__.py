"""The engine of many processes: hints go through procrastinate, a queue in the store's own PostgreSQL."""
