"""A report as one page that needs nothing besides itself: no script, no picture, no address to load from."""

import re
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from entrypoints.catalogue import count, money
from entrypoints.report.content import Content

_COMMAND = re.compile(r"`([^`]+)`")
_MINUS, _NO_BREAK = "\u2212", "\u00a0"
_TEMPLATE = Path(__file__).with_name("page.html")


def page_of(content: Content) -> str:
    """The page; whatever came from outside stands in it as text."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATE.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update({"commands": _commands, "amount": _amount, "counted": count})
    return environment.get_template(_TEMPLATE.name).render(report=content)


def _commands(sentence: str) -> Markup:
    """A sentence with its commands set apart."""
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(_COMMAND.split(sentence))
    )


def _amount(figure: str, currency: str) -> str:
    """An amount as people write it: a minus of typography, and nothing that breaks it in two."""
    shown = money(f"{abs(Decimal(figure)):.2f}", currency)
    sign = _MINUS if Decimal(figure) < 0 else ""
    return f"{sign}{shown}".replace(" ", _NO_BREAK)
