"""Which organisation and which stretch of its invoices a page shows, and the links to the others."""

from collections.abc import Mapping
from urllib.parse import urlencode

from adapters.sandbox.addresses import CONTROL
from adapters.sandbox.pages.html import NOTHING, Html, tag

PER_PAGE = 25


def page_number(query: Mapping[str, str]) -> int:
    """From 1 on; whatever is no number is 1."""
    text = query.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def organisations(names: Mapping[str, str], shown: str) -> Html:
    """Links to all of them, if there are several."""
    if len(names) < 2:
        return NOTHING
    return tag(
        "nav",
        *(tag("strong", name) if key == shown else _link(name, of=key) for key, name in names.items()),
    )


def neighbours(key: str, number: int, count: int) -> Html:
    """Links to what is newer and older."""
    newer = _link("Newer", of=key, page=str(number - 1)) if number > 1 else NOTHING
    older = _link("Older", of=key, page=str(number + 1)) if number * PER_PAGE < count else NOTHING
    return tag("nav", newer, older) if newer or older else NOTHING


def _link(label: str, **query: str) -> Html:
    return tag("a", label, href=f"{CONTROL}/?{urlencode(query)}")
