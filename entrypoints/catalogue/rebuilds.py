"""What is said of a rebuild: what it cannot find again, and what comes next."""

from collections.abc import Mapping

from entrypoints.catalogue.language import section
from entrypoints.catalogue.template import render
from entrypoints.catalogue.text import reader

_LOST = "rebuild-lost"


def rebuild_words(code: str, facts: Mapping[str, str] | None = None) -> str:
    """A sentence around a rebuild."""
    return render("rebuild", code, facts or {}, reader(""))


def not_found_again() -> list[str]:
    """What stood in our store alone, and is in no mark on either side."""
    return [render(_LOST, code, {}, reader("")) for code in section(_LOST)]
