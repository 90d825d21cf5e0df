"""HTML whose texts are escaped unless they are markup already, in the frame of both pages."""

from collections.abc import Iterable, Mapping
from html import escape

from adapters.sandbox.addresses import CONTROL


class Html(str):
    """Markup: it is put in as it stands, while every other text is escaped."""

    __slots__ = ()


NOTHING = Html("")

_FIRST = ("Approve", "Issue", "Issue at once")

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def tag(name: str, /, *inner: str, **attributes: str) -> Html:
    """An element. `class_` is the attribute class."""
    return Html(f"{_opened(name, attributes)}{joined(inner)}</{name}>")


def void(name: str, /, **attributes: str) -> Html:
    """An element without an end, such as an input. An empty value still is one."""
    return Html(_opened(name, attributes))


def joined(parts: Iterable[str]) -> Html:
    """One after the other."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in parts))


def field(label: str, name: str, value: str = "", **more: str) -> Html:
    """A labelled field to type into."""
    return tag("label", tag("span", label), void("input", type="text", name=name, value=value, **more))


def button(label: str) -> Html:
    """What sends its form; what moves an invoice on stands out."""
    more = {"class_": "first"} if label in _FIRST else {}
    return tag("button", label, name="button", value=label, **more)


def form(press: str, hidden: Mapping[str, str], *inner: str, **more: str) -> Html:
    """A form for one of the things that can be pressed."""
    kept = joined(void("input", type="hidden", name=name, value=value) for name, value in hidden.items())
    return tag("form", kept, *inner, method="post", action=f"{CONTROL}/press/{press}", **more)


def badge(status: str) -> Html:
    """A status in its colour."""
    return tag("span", status, class_=f"badge {status.lower()}")


def table(heads: Iterable[str], rows: Iterable[Html]) -> Html:
    """A table; each row brings its own cells."""
    head = tag(
        "thead",
        tag("tr", *(tag("th", one, **({"class_": "money"} if one == "Total" else {})) for one in heads)),
    )
    return tag("table", head, tag("tbody", *rows))


def page(side: str, title: str, problem: str, *inner: str) -> str:
    """The whole page, with what could not be done on top."""
    alert = tag("p", problem, class_="problem", role="alert") if problem else NOTHING
    notice = f"The sandbox's {side}, on this machine only. No real books are touched."
    head = tag(
        "head",
        void("meta", charset="utf-8"),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{title}: {side} in the sandbox"),
        void("link", rel="stylesheet", href=f"{CONTROL}/style.css"),
    )
    top = tag("header", tag("h1", title), tag("p", notice), class_=side.lower())
    return "<!DOCTYPE html>" + tag("html", head, tag("body", top, tag("main", alert, *inner)), lang="en")


def _opened(name: str, attributes: Mapping[str, str]) -> str:
    said = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{said}>"
