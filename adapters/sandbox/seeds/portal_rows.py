"""What the firm has in Hubflo before Xero is connected: the other half of each case of evidence."""

from adapters.sandbox.seeds.rows import CompanyRow, PersonRow

COMPANIES: tuple[CompanyRow, ...] = (
    CompanyRow(label="harbour", name="HARBOUR LIGHTS LTD"),
    CompanyRow(label="northgate", name="Northgate Legal Ltd"),
    CompanyRow(label="peak", name="PDB Group", more={"vat_number": "GB 123 4567 89"}),
    CompanyRow(label="riverside", name="Riverside Clinic", more={"siret": "07654321"}),
    CompanyRow(label="pugh", name="Pugh Joinery"),
    CompanyRow(label="societe-du-the", name="Societe du  The"),
    CompanyRow(label="fenwick", name="Fenwick Interiors"),
    CompanyRow(label="loom", name="Loom <> Thread"),
    CompanyRow(label="idle", name="Idle Company without People"),
)

PEOPLE: tuple[PersonRow, ...] = (
    PersonRow(label="email-and-name", first="Robert", last="Lang", email="robert.lang@example.com"),
    PersonRow(label="email-in-other-case", first="Simon", last="Legge", email="simon.legge@example.com"),
    PersonRow(label="double-spaces", first="Mary  Ann", last="Whitfield", email="maryann@whitfield.example"),
    PersonRow(label="accents-on-one-side", first="Chloe", last="Belanger", email="chloe@belanger.example"),
    PersonRow(label="email-and-company", first="Bob", last="Finch", email="bob@harbourlights.example",
              company="harbour"),
    PersonRow(label="legal-form", first="Diane", last="Shaw", email="diane@northgate.example",
              company="northgate"),
    PersonRow(label="vat-number", first="Nia", last="Bowen", email="n.bowen@pdb.example", company="peak"),
    PersonRow(label="company-number", first="Kofi", last="Mensah", email="km@riverside.example",
              company="riverside"),
    PersonRow(label="name-and-no-email-there", first="Priya", last="Raman"),
    PersonRow(label="several-emails-one-name", first="Lena", last="Kestrel", email="office@kestrel.example"),
    PersonRow(label="several-emails-other", first="Mark", last="Dunn", email="office@kestrel.example"),
    PersonRow(label="phone-to-fill", first="Victor", last="Hale", email="victor@hale.example",
              more={"phone": None, "city": "Truro", "contact_type": "partner"}),
    PersonRow(label="email-and-no-word", first="Gareth", last="Pugh", email="accounts@ledgerworks.example",
              company="pugh"),
    PersonRow(label="name-other-email", first="Daniel", last="Okafor", email="d.okafor@elsewhere.example"),
    PersonRow(label="twice-in-portal", first="Yusuf", last="Demir", email="yusuf@demir.example"),
    PersonRow(label="twice-in-portal-again", first="Yusuf", last="Demir", email="yusuf@demir.example"),
    PersonRow(label="second-person", first="Tom", last="Fenwick", email="tom@fenwick.example",
              company="fenwick"),
    PersonRow(label="only-here", first="Alba", last="Reyes", email="alba@loom.example", company="loom"),
    PersonRow(label="one-name-only", first="Cher", last=None, email="cher@onename.example"),
    PersonRow(label="padded-phone", first="Gil", last="Ames", email="gil@ames.example",
              more={"phone": "   01632 960999"}),
)  # fmt: skip
