"""Webhooks: what happened, told to the address that an app gave, signed, in order, until it is heard."""
