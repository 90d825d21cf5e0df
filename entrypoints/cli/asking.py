"""Asks a person. Where nobody sits, secrets and texts come line by line, and nothing is taken for a yes."""

import sys

import click

from domain.errors import Invalid


def somebody_is_there() -> bool:
    """Whether there is a terminal to ask at."""
    return sys.stdin is not None and sys.stdin.isatty()


def secret(question: str) -> str:
    """What is not shown while it is typed; '' for nothing."""
    if somebody_is_there():
        return str(click.prompt(question, hide_input=True, default="", show_default=False)).strip()
    return _line()


def text(question: str) -> str:
    """Something that must be given; '' only where nobody sits."""
    if somebody_is_there():
        return str(click.prompt(question, prompt_suffix=": ")).strip()
    return _line()


def agreed(question: str) -> bool:
    """Whether somebody says yes, for which Enter is enough; never where nobody sits."""
    return somebody_is_there() and click.confirm(question, default=True)


def refuse_if_nobody() -> None:
    """Raises Invalid (`nobody-to-ask`) where nobody sits: a question would come that nobody can answer."""
    if not somebody_is_there():
        raise Invalid("nobody-to-ask")


def must_agree(question: str) -> None:
    """Go on only after a typed yes. Raises Abort after a no, Invalid (`nobody-to-ask`) where nobody sits."""
    refuse_if_nobody()
    click.confirm(question, default=False, abort=True)


def _line() -> str:
    """A line of standard input, or '' at its end and for what is no text."""
    try:
        return sys.stdin.readline().strip() if sys.stdin is not None else ""
    except UnicodeDecodeError:
        return ""
