"""Keeps apart what would else come at one moment. Nothing is left to chance: it follows from a text."""

from hashlib import sha256


def part_of(text: str) -> float:
    """A part of one that follows from a text, and lies anywhere."""
    return int.from_bytes(sha256(text.encode()).digest()[:4]) / 2**32
