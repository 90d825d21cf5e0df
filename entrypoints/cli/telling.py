"""How a command that failed says so: a sentence, or JSON where data was asked for, on standard error."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from domain.errors import Problem


def tell_problem(problem: Problem, *, as_json: bool) -> None:
    """The sentence of an error of ours."""
    from entrypoints.catalogue import problem_sentence

    tell(problem.reason, problem_sentence(problem), problem.facts, as_json=as_json)


def tell(code: str, sentence: str, facts: Mapping[str, str] | None = None, *, as_json: bool) -> None:
    """One sentence; as JSON with its code and facts."""
    if not as_json:
        from entrypoints.cli.output import wrapped

        click.echo(wrapped(sentence), err=True)
        return
    told = {"error": code, "facts": dict(facts or {}), "sentence": sentence}
    click.echo(json.dumps(told), err=True)


def tell_defect(defect: Exception, *, as_json: bool) -> None:
    """Something that should not be: named by its kind and place alone, since its text could hold a secret."""
    sentence = (
        f"Something happened that we did not expect ({type(defect).__name__} in {_place_of(defect)}). "
        "Nothing was lost: what was begun goes on where it was. Run `hubflo-xero doctor`, "
        "and report this line. [defect]"
    )
    tell("defect", sentence, as_json=as_json)


def show_every_letter() -> None:
    """A letter that the terminal's encoding lacks is shown as its code, and ends nothing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _place_of(defect: Exception) -> str:
    place = defect.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    if place is None:
        return "an unknown place"
    return f"{Path(place.tb_frame.f_code.co_filename).name}, line {place.tb_lineno}"
