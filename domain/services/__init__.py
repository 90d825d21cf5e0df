"""The use cases, one a file: load, decide, act, answer."""
