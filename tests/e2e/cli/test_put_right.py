"""What a person put right in Xero is seen with whatever reads it next: a command, or the question itself."""

import pytest

from tests.e2e.cli.billed import Billed
from tests.e2e.cli.paying import WAITING, in_xero, of


@pytest.mark.parametrize(
    "words", [("settings", "set", "payments-stripe", "200"), ("payments", "retry", WAITING)]
)
def test_an_account_that_was_restored_takes_what_was_held(paying: Billed, words: tuple[str, ...]) -> None:
    """Also where the command itself is refused."""
    tenant_id = paying.desk.firm.tenant_id
    paying.desk.act("xero.archive_account", tenant_id=tenant_id, code="615")
    paying.in_xero("approve_invoice", WAITING)
    paying.later()
    assert "archived" in of(paying, "why", WAITING).said
    paying.desk.act("xero.restore_account", tenant_id=tenant_id, code="615")

    paying.run(*(paying.portal.get(word, word) for word in words))
    paying.later(minutes=0)

    assert in_xero(paying, WAITING) == ["2232.60"]
