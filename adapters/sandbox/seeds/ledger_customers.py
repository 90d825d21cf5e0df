"""Customers in Xero who may come over, with every case of names and of evidence among them."""

from adapters.sandbox.seeds.rows import LedgerRow, company, person

_PEOPLE_OF_CASTLE_MILL = [
    {
        "FirstName": "Piotr",
        "LastName": "Nowak",
        "EmailAddress": "piotr@castlemill.example",
        "IncludeInEmails": True,
    },
    {
        "FirstName": "Sian",
        "LastName": "Rees",
        "EmailAddress": "sian@castlemill.example",
        "IncludeInEmails": False,
    },
]
_PEOPLE_OF_FENWICK = [
    {
        "FirstName": "Tom",
        "LastName": "Fenwick",
        "EmailAddress": "tom@fenwick.example",
        "IncludeInEmails": True,
    },
]
_LONG = (
    "The Worshipful Association of Independent Chartered Surveyors, Valuers, Auctioneers and Estate Agents of"
)

PLAIN: tuple[LedgerRow, ...] = (
    person("person", "Amelia", "Hart", "amelia.hart@example.com"),
    person("person-2", "Callum", "Reid", "callum@reid-designs.example"),
    person("person-3", "Grace", "Adeyemi", "grace.adeyemi@example.com"),
    person("person-also-supplier", "Hugh", "Tennant", "hugh@tennant.example", supplier=True),
    company("company", "Brightwater Surveyors Ltd", "Owen Price", "owen@brightwater.example"),
    company("company-2", "Dovetail Joinery", "Marta Kowalska", "marta@dovetail.example"),
    company("company-3", "Eastbank Theatre Trust", "Jonah Clarke", "jonah@eastbank.example"),
    company("company-4", "Greenfinch Nurseries LLP", "Ffion Morgan", "ffion@greenfinch.example"),
    company("company-5", "Halcyon Travel plc", "Imran Siddiqui", "imran@halcyon.example"),
    company("company-abroad", "Kaffeerösterei Brandt GmbH", "Jürgen Brandt", "j.brandt@brandt.example"),
    company("contact-persons", "Castle Mill Foods Ltd", "Beth Castle", "beth@castlemill.example",
            more={"ContactPersons": _PEOPLE_OF_CASTLE_MILL}),
)  # fmt: skip

SPELLING: tuple[LedgerRow, ...] = (
    person("accents", "Zoë", "Müller-Lévêque", "zoe@leveque.example"),
    company("accents-company", "Café Élan SARL", "Renée Dubois", "renee@cafe-elan.example"),
    company("quotes", 'The "Old Forge" Studio', "Iris Vane", "iris@oldforge.example"),
    company("apostrophe", "O'Shea & Daughters Ltd", "Siobhán O'Shea", "siobhan@oshea.example"),
    company("formula", "=SUM(A1:A9) Ltd", "Max Cell", "max@formula.example"),
    company("markup", "[bold]Red[/bold] Design", "Una Flag", "una@markup.example"),
    company("long", f"{_LONG} Greater Northumbria", "Edith Long", "edith@surveyors.example"),
    LedgerRow(label="other-case", name="EVAN STONE", first="Evan", last="Stone", email="evan@stone.example"),
    LedgerRow(label="spaces", name="Mina Patel", first=" Mina ", last="Patel  ", email="mina@patel.example"),
    LedgerRow(
        label="reversed", name="Quinn, Aoife", first="Aoife", last="Quinn", email="aoife@quinn.example"
    ),
)

EVIDENCE: tuple[LedgerRow, ...] = (
    person("email-and-name", "Robert", "Lang", "robert.lang@example.com", expected="linked"),
    person("email-in-other-case", "Simon", "Legge", "Simon.Legge@Example.com", expected="linked"),
    person("double-spaces", "Mary Ann", "Whitfield", "maryann@whitfield.example", expected="linked"),
    person("accents-on-one-side", "Chloé", "Bélanger", "chloe@belanger.example", expected="linked"),
    company("email-and-company", "Harbour Lights Ltd", "Robert Finch", "bob@harbourlights.example",
            expected="linked"),
    company("legal-form", "Northgate Legal Limited", "Diane Shaw", "diane@northgate.example",
            expected="linked"),
    company("vat-number", "Peak Ales Ltd", "Nia Bowen", "nia@peakales.example", expected="linked",
            more={"TaxNumber": "GB123456789"}),
    company("company-number", "Riverside Physio Ltd", "Kofi Mensah", "kofi@riverside.example",
            expected="linked", more={"CompanyNumber": "07654321"}),
    person("name-and-no-email-there", "Priya", "Raman", "priya@raman.example", expected="linked"),
    person("several-emails-one-name", "Lena", "Kestrel", "office@kestrel.example", expected="linked"),
    person("phone-to-fill", "Victor", "Hale", "victor@hale.example", expected="linked",
           more={"Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "01872 960123"}]}),
    company("email-and-no-word", "Quayside Dental Practice", "Helen Marsh", "accounts@ledgerworks.example",
            expected="asked"),
    person("name-other-email", "Daniel", "Okafor", "daniel@okafor.example", expected="asked"),
    person("twice-in-portal", "Yusuf", "Demir", "yusuf@demir.example", expected="asked"),
    company("shared-email-1", "Orchard Lets Ltd", "Paula Orchard", "info@orchard.example", expected="asked"),
    company("shared-email-2", "Orchard Holdings Ltd", "Paula Orchard", "info@orchard.example",
            expected="asked"),
    company("shared-email-3", "Orchard Gardens Ltd", "Dean Orchard", "INFO@orchard.example",
            expected="asked"),
    company("company-other-spelling", "Société du Thé SARL", "Luc Marchand", "luc@societe-du-the.example"),
    company("second-person-there", "Fenwick Interiors Ltd", "Ruth Fenwick", "ruth@fenwick.example",
            expected="created or linked",
            more={"ContactPersons": _PEOPLE_OF_FENWICK}),
    person("archived-namesake", "John", "Martin", "john@martin.example"),
)  # fmt: skip

CUSTOMERS = (*PLAIN, *SPELLING, *EVIDENCE)
