"""What is promised before the first write: what will be written where, what never, and how to stop."""

from domain.connection import Connection
from entrypoints.catalogue.template import render
from entrypoints.catalogue.text import count, reader


def promises(connection: Connection, *, new: int, linked: int, new_companies: int = 0) -> list[str]:
    """The four lines before an import that creates `new` contacts and joins `linked` existing ones."""
    facts = {
        "portal": connection.portal_name,
        "ledger": connection.ledger_name,
        "new": count(new, "new-contact"),
        "companies": count(new_companies, "new-company") if new_companies else "",
        "linked": count(linked, "existing-contact") if linked else "",
        "fires": count(new, "time") if new else "",
    }
    to = reader(connection.time_zone)
    return [render("promises", line, facts, to) for line in ("written", "never", "undone", "stop")]
