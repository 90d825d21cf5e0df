"""The root of the command line, and the one place where errors become sentences and exit statuses."""

import os
import sys

import click

from domain.errors import Invalid, Problem, StoreProblem
from entrypoints.cli.lazy import LazyGroup
from entrypoints.cli.telling import show_every_letter, tell, tell_defect, tell_problem

EXIT_WELL = 0
EXIT_PROBLEM = 1
EXIT_USAGE = 2
EXIT_NEEDS_YOU = 3
EXIT_BROKEN = 4
EXIT_DEFECT = 70
EXIT_INTERRUPTED = 130
EXIT_UNREAD = 141

COMMANDS = {
    "connect": ("entrypoints.cli.connect", "Join Hubflo and Xero, see the plan, and start the import."),
    "run": ("entrypoints.cli.run", "Keep everything going until you stop it."),
    "status": ("entrypoints.cli.status", "What came over, what was sent, what waits, what needs you."),
    "contacts": (
        "entrypoints.cli.contacts",
        "Import contacts, see who was left out and why, answer questions.",
    ),
    "invoices": (
        "entrypoints.cli.invoices",
        "See where invoices stand, answer their questions, give their numbers.",
    ),
    "payments": (
        "entrypoints.cli.payments",
        "See where payments stand, and answer their questions.",
    ),
    "report": ("entrypoints.cli.report", "Write how it stands into a page or a spreadsheet."),
    "webhooks": ("entrypoints.cli.webhooks", "See which webhooks there are, and what to enter at Xero."),
    "notify": ("entrypoints.cli.notify", "Who is told when something needs a person, without asking."),
    "settings": ("entrypoints.cli.settings", "See and change the settings of a connection."),
    "pause": ("entrypoints.cli.pause", "Pause a connection; nothing is read or written."),
    "resume": ("entrypoints.cli.resume", "Show the plan again and make a connection live."),
    "stop": ("entrypoints.cli.stop", "Stop everything, everywhere, at once."),
    "disconnect": ("entrypoints.cli.disconnect", "End a connection, here and in Xero."),
    "doctor": ("entrypoints.cli.doctor", "Check everything and say what is wrong."),
    "backup": ("entrypoints.cli.backup", "Write everything into one file."),
    "restore": ("entrypoints.cli.restore", "Fill an empty store from a backup; connections stay paused."),
    "rebuild": ("entrypoints.cli.rebuild", "Link again what bears our marks, after the store was lost."),
    "keys": ("entrypoints.cli.keys", "Change the key that seals secrets."),
    "sandbox": ("entrypoints.cli.sandbox", "Try everything against stand-ins of Hubflo and Xero."),
}

_STATUSES = """\b
Exit statuses:
  0    done, and well
  1    it could not be done; the sentence says why
  2    the command was not understood, or something given to it cannot be used
  3    `status --check`: something needs you
  4    `status --check` and `doctor`: something is broken
  70   a defect of ours; please report what it says
  130  you stopped it
  141  whoever read what it printed has stopped reading
"""


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_STATUSES,
)
@click.version_option(package_name="hubflo-xero", prog_name="hubflo-xero")
def root() -> None:
    """Joins Hubflo, where you bill your clients, to Xero, where your books are.

    Customers of Xero come over into Hubflo by themselves, and invoices of Hubflo go to Xero, awaiting your
    approval. What is paid in Hubflo becomes paid there, once you have approved it. Nothing is ever done
    twice, and nothing is lost silently: what cannot go on says why.

    Begin with `hubflo-xero connect`. To try it first without any account: `hubflo-xero sandbox`.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with a documented status."""
    show_every_letter()
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; answers the exit status. No wrong input ends in a traceback."""
    words = sys.argv[1:] if arguments is None else arguments
    as_json = "--json" in words
    try:
        _refuse_bytes(words)
        status = root.main(args=list(words), prog_name="hubflo-xero", standalone_mode=False)
    except SystemExit:
        return EXIT_UNREAD  # click's own way out when nobody reads on: it has closed the streams quietly
    except (click.exceptions.Abort, KeyboardInterrupt):
        tell("stopped-by-you", "Stopped. Nothing more is done.", as_json=as_json)
        return EXIT_INTERRUPTED
    except click.ClickException as problem:
        _show_usage(problem, as_json=as_json)
        return problem.exit_code
    except Problem as problem:
        tell_problem(problem, as_json=as_json)
        return EXIT_USAGE if isinstance(problem, Invalid) else EXIT_PROBLEM
    except OSError as failure:
        tell_problem(StoreProblem("machine-refused", said=_said_by(failure)), as_json=as_json)
        return EXIT_PROBLEM
    except Exception as defect:  # noqa: BLE001  # the last line of defence against a traceback
        tell_defect(defect, as_json=as_json)
        return EXIT_DEFECT
    return status if isinstance(status, int) else EXIT_WELL


def _refuse_bytes(words: list[str]) -> None:
    """Raises Invalid (`letters-unreadable`) for what the system could not read as text."""
    ours = {name: value for name, value in os.environ.items() if name.upper().startswith("HUBFLO_XERO_")}
    for where, value in {"What was typed": "".join(words), **ours}.items():
        if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
            raise Invalid("letters-unreadable", where=where)


def _show_usage(problem: click.ClickException, *, as_json: bool) -> None:
    if as_json:
        tell("usage", problem.format_message(), as_json=True)
    else:
        problem.show()


def _said_by(failure: OSError) -> str:
    """The system's own words, without the names of files."""
    return failure.strerror or type(failure).__name__
