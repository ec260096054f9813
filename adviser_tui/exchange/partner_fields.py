"""The fields of a list of partner organisations, and what their columns are called elsewhere."""

from adviser_tui.exchange.field import EMAIL, PHONE, REFERENCE, Field, Holds, words

PARTNERS = (
    REFERENCE,
    Field(
        "name",
        "Partner name",
        words(
            "partner, partner organisation, organisation name, organisation, organization name,"
            "organization, agency, service, provider, name, samarbejdspartner, samarbeidspartner,"
            "organisasjon, navn"
        ),
    ),
    Field(
        "short_name", "Short name", words("short, abbreviation, known as, forkortelse, kortnavn")
    ),
    Field(
        "other_names",
        "Other names",
        words("aliases, alias, also known as, aka, former names, andre navne, andre navn"),
        Holds.NAMES,
    ),
    Field(
        "kind",
        "Kind",
        words("partner kind, partner type, type, organisation type, sector, art, slags"),
        Holds.PARTNER_KIND,
    ),
    Field("area", "Area", words("region, district, town, patch, område, distrikt")),
    PHONE,
    EMAIL,
    Field(
        "website",
        "Website",
        words("web site, web, url, homepage, hjemmeside, nettside"),
        Holds.WEBSITE,
    ),
    Field(
        "person",
        "Contact person",
        words("contact, contact name, main contact, person, kontaktperson, kontakt"),
    ),
    Field(
        "person_role", "Role", words("job title, position, contact role, stilling, rolle, tittel")
    ),
    Field(
        "person_phone",
        "Contact's phone",
        words("contact phone, direct phone, direct line, kontakttelefon"),
        Holds.PHONE,
    ),
    Field(
        "person_email",
        "Contact's e-mail",
        words("contact email, contact e-mail, direct email, kontaktmail"),
        Holds.EMAIL,
    ),
    Field(
        "shares",
        "What may be shared",
        words("agreement, sharing agreement, data sharing, shares, aftale, avtale"),
        Holds.NOTE,
    ),
    Field(
        "agreed_on",
        "Agreed on",
        words("agreement date, agreed, agreed from, signed, signed on, aftaledato, avtaledato"),
        Holds.DAY,
    ),
    Field(
        "agreed_until",
        "Agreed until",
        words("agreement ends, valid until, expires, expiry date, udløber, utløper"),
        Holds.DAY,
    ),
    Field(
        "credit_rule",
        "Credit rule",
        words("credit, outcome credit, who counts the outcome, credit for outcomes"),
        Holds.NOTE,
    ),
    Field(
        "notes",
        "Notes",
        words("note, comments, comment, remarks, noter, notater, bemærkning"),
        Holds.NOTE,
    ),
)
