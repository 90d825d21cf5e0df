"""Half-done databases, one for every migration, and what is needed to finish their work.

For each migration `NNNN` there are

- `0001-import-half-done.sqlite3`, `0002-invoices-half-done.sqlite3`, `0003-payments-half-done.sqlite3`: the
  store of a process that was killed in the middle of that;
- `NNNN-keys.json`: the keys of its secrets, which are those of a sandbox and open nothing else;
- `NNNN-writes.json`: what it had written into Hubflo, into Xero, or into both, in order, as it was sent;
- `world_NNNN.py`: both sides as it found them, seeded by code of its own that nobody else uses.

A kept database is made once, by the code whose newest schema it has (`python -m
tests.integration.kept.make`), and never again once that schema was released: it stands for the stores
that users have. A new migration brings a new one, made by a copy of `make` that stops where it matters.
"""
