"""How many go into one write after one went wrong as a whole: payments by themselves."""

from domain.dispatch import Act
from domain.services import noted
from tests.unit.paying.desk import PaymentDesk

MOST = 50


def test_invoices_that_go_well_say_nothing_of_what_is_wrong_with_a_payment(desk: PaymentDesk) -> None:
    """Else those that come in meanwhile would put a poisoned payment among all the good ones again."""
    with desk.books() as books:
        noted.halve_batch(books, Act.CREATE_PAYMENT, 20)
        noted.halve_batch(books, Act.CREATE_DOCUMENT, MOST)
        noted.double_batch(books, Act.CREATE_DOCUMENT, MOST)
        assert noted.fewer_at_once(books) == {Act.CREATE_PAYMENT: 10}

        fewer = []
        while noted.fewer_at_once(books):
            fewer.append(noted.fewer_at_once(books)[Act.CREATE_PAYMENT])
            noted.double_batch(books, Act.CREATE_PAYMENT, MOST)
    assert fewer == [10, 20, 40]


def test_one_alone_is_not_halved(desk: PaymentDesk) -> None:
    with desk.books() as books:
        noted.halve_batch(books, Act.CREATE_PAYMENT, 1)
        assert noted.fewer_at_once(books) == {Act.CREATE_PAYMENT: 1}
