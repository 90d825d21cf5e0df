"""The language of `where`."""

import pytest

from tests.unit.sandbox_xero.firm import Firm, firm, read


@pytest.fixture(scope="module")
def made() -> Firm:
    made = firm(minute_limit=10_000)
    made.add(
        contact_id="aaaaaaaa-0000-4000-8000-000000000001", Name="Café Noir", EmailAddress="Jo@Noir.example"
    )
    made.later(days=1)
    made.add(Name="Smith & Co", AccountNumber="AC-9", IsCustomer=True)
    made.add(Name="O'Brien", IsCustomer=True, IsSupplier=True, TaxNumber="GB1")
    made.now = made.now.replace(day=20)
    return made


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ('Name=="cafe noir"', ["Café Noir"]),
        ('Name="CAFÉ NOIR"', ["Café Noir"]),
        ('EmailAddress=="jo@noir.EXAMPLE"', ["Café Noir"]),
        ('TaxNumber=="gb1"', []),
        ('TaxNumber=="GB1"', ["O'Brien"]),
        ('Name=="O\'Brien"', ["O'Brien"]),
        ("IsCustomer==true", ["O'Brien", "Smith & Co"]),
        ("IsCustomer", ["O'Brien", "Smith & Co"]),
        ("!IsCustomer", ["Café Noir"]),
        ("IsCustomer==true&&IsSupplier==false", ["Smith & Co"]),
        ("IsCustomer==true AND IsSupplier==true", ["O'Brien"]),
        ('Name=="O\'Brien" OR AccountNumber=="ac-9"', ["O'Brien", "Smith & Co"]),
        ('IsCustomer==true && (TaxNumber=="GB1" || TaxNumber=="GB2")', ["O'Brien"]),
        ('ContactID==Guid("AAAAAAAA-0000-4000-8000-000000000001")', ["Café Noir"]),
        ("UpdatedDateUTC>=DateTime(2026,11,21)", ["O'Brien", "Smith & Co"]),
        ('UpdatedDateUTC<DateTime.Parse("2026-11-21T00:00:00")', ["Café Noir"]),
        ("EmailAddress==null", ["O'Brien", "Smith & Co"]),
        ("EmailAddress!=null", ["Café Noir"]),
        ('EmailAddress!=null&&EmailAddress.StartsWith("jo")', ["Café Noir"]),
        ('Name.Contains("smith")', ["Smith & Co"]),
        ('TaxNumber!=null AND TaxNumber.ToLower()=="gb1"', ["O'Brien"]),
        ('Name.EndsWith("CO")', ["Smith & Co"]),
        ('ContactStatus=="ACTIVE" AND TaxNumber<>"GB1"', ["Café Noir", "Smith & Co"]),
    ],
)
def test_a_filter_finds(made: Firm, where: str, names: list[str]) -> None:
    assert made.names(where=where) == names


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("Nope==1", "No property or field 'Nope' exists in type 'Contact'"),
        ("Name==aed3707a-aaaa", "No property or field 'aed3707a' exists in type 'Contact'"),
        ("Name=='Smith'", "Character literal must contain exactly one character"),
        ('Name=="Smith', "Unterminated string literal"),
        ('Name=="asd"asd"', "Syntax error"),
        ("Name==", "Syntax error"),
        ('(Name=="A"', "Syntax error"),
        ("Name==true", "Operator '==' incompatible with operand types 'String' and 'Boolean'"),
        ('ContactID=="x"', "Operator '==' incompatible with operand types 'Guid' and 'String'"),
        ('ContactID==Guid("x")', "Guid should contain 32 digits with 4 dashes"),
        ("UpdatedDateUTC>DateTime(2026,13,1)", "String was not recognized as a valid DateTime."),
        ("Name", "Expression of type 'Boolean' expected"),
        (
            'EmailAddress.StartsWith("x")',
            "Operations on optional fields must be preceded by a null guard, e.g. [FieldName] != null",
        ),
    ],
)
def test_a_filter_that_xero_cannot_read_is_refused_with_its_sentence(
    made: Firm, where: str, message: str
) -> None:
    answer = made.get("Contacts", page="1", where=where)
    assert answer.status == 400
    assert read(answer) == {"ErrorNumber": 16, "Type": "QueryParseException", "Message": message}


def test_a_guard_holds_only_inside_its_own_brackets(made: Firm) -> None:
    where = '(EmailAddress!=null && IsCustomer==true) || EmailAddress.Contains("x")'
    assert made.get("Contacts", page="1", where=where).status == 400
