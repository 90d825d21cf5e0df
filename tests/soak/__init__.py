"""Runs of minutes: many connections, real workers, and somebody who kills them."""
