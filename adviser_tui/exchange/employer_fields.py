"""The fields of a list of employers, and what their columns are called elsewhere."""

from adviser_tui.exchange.field import EMAIL, PHONE, POSTCODE, REFERENCE, TOWN, Field, Holds, words

EMPLOYERS = (
    REFERENCE,
    Field(
        "name",
        "Employer name",
        words(
            "employer, company name, company, organisation name, organisation, organization name,"
            "organization, business name, business, firm,"
            "virksomhedsnavn, virksomhedens navn, virksomhed, firmanavn,"
            "firma, bedrift, bedriftsnavn, selskap, selskapsnavn, arbeidsgiver, arbejdsgiver, name,"
            "navn"
        ),
    ),
    Field(
        "trading_name",
        "Trading name",
        words("trading as, trades as, t/a, also known as, aka, brand, binavn, kaldenavn"),
    ),
    Field(
        "previous_names",
        "Previous names",
        words(
            "previous name, former names, former name, old names, tidligere navne,tidligere navn"
        ),
        Holds.NAMES,
    ),
    Field(
        "address",
        "Address",
        words("street, street address, full address, adresse, gateadresse, vejnavn"),
    ),
    TOWN,
    POSTCODE,
    Field(
        "company_number",
        "Company number",
        words(
            "company no, companies house number, crn, registration number, registered number, cvr,"
            "cvr-nr, cvr nummer, organisasjonsnummer, org nr, orgnr"
        ),
        Holds.COMPANY,
    ),
    Field(
        "sector_codes",
        "SIC codes",
        words(
            "sic code, sic, sector codes, sector code, nace, nace code, branchekode,"
            "branchekoder, næringskode, næringskoder"
        ),
        Holds.SECTORS,
    ),
    Field(
        "size_band",
        "Employees",
        words(
            "number of employees, employee count, headcount, staff, size, size band,"
            "employer size, antal ansatte, ansatte, antall ansatte"
        ),
        Holds.SIZE,
    ),
    PHONE,
    EMAIL,
    Field(
        "website",
        "Website",
        words("web site, web, url, homepage, hjemmeside, nettside"),
        Holds.WEBSITE,
    ),
    Field(
        "person_name",
        "Contact person",
        words("contact, contact name, main contact, kontaktperson, kontakt"),
    ),
    Field(
        "person_role",
        "Role",
        words("job title, position, contact role, contact position, stilling, rolle, tittel"),
    ),
    Field(
        "notes",
        "Notes",
        words("note, comments, comment, remarks, noter, notater, bemærkning"),
        Holds.NOTE,
    ),
)
