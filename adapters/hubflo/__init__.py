"""Hubflo, as the portal that the domain needs."""
