"""Webhooks: signed posts about what happened, at least once, and the list of those deliveries."""
