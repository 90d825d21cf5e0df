"""Every table of the store, one idea a module; `metadata` holds them all."""

from adapters.storage.tables import access, answers, clerk, links, mirror, sending, story
from adapters.storage.tables.base import metadata

__all__ = ["access", "answers", "clerk", "links", "metadata", "mirror", "sending", "story"]
