"""Whether Xero reminds customers by itself."""

from adapters.sandbox import xero
from tests.unit.sandbox_xero.firm import firm, read


def test_reminders_are_off_until_a_person_switches_them_on() -> None:
    made = firm()
    before = read(made.get("InvoiceReminders/Settings"))["InvoiceReminders"]

    xero.set_reminders(made.state, made.tenant_id, made.now, enabled=True)

    assert before == [{"Enabled": False}]
    assert read(made.get("InvoiceReminders/Settings"))["InvoiceReminders"] == [{"Enabled": True}]
    assert [(one.kind, one.who) for one in made.state.changes] == [("InvoiceReminders", "person")]


def test_there_is_nothing_else_there() -> None:
    assert firm().get("InvoiceReminders/Else").status == 404
