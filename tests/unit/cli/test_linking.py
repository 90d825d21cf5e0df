"""What the command says of the document that an invoice was before it was joined to another one."""

from entrypoints.cli.invoices.link import left_words


def test_what_is_left_behind_is_named_with_what_may_be_done_about_it() -> None:
    assert left_words("HX-0F6A3C1D2E41-A") == (
        "HX-0F6A3C1D2E41-A, which stood for it in Xero until now, is no invoice's any more and "
        "stays as it is. If it shall not count, delete or void it in Xero under Invoices."
    )
