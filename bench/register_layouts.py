"""Invented companies in the layouts of three countries' registers."""

import json
from collections.abc import Callable
from typing import NamedTuple


class Company(NamedTuple):
    """An invented company, before it is laid out."""

    place: int
    core: str
    ending: str
    earlier: tuple[str, ...]
    unit: str
    street: str
    town: str
    postcode: str
    sectors: tuple[str, ...]
    fate: float
    """From 0 to 1; how the company fares."""
    day: int
    month: int
    year: int


_UK_HEADERS = (
    *("CompanyName", " CompanyNumber", "RegAddress.CareOf", "RegAddress.POBox"),
    *("RegAddress.AddressLine1", " RegAddress.AddressLine2", "RegAddress.PostTown"),
    *("RegAddress.County", "RegAddress.Country", "RegAddress.PostCode", "CompanyCategory"),
    *("CompanyStatus", "CountryOfOrigin", "DissolutionDate", "IncorporationDate"),
    *("Accounts.AccountRefDay", "Accounts.AccountRefMonth", "Accounts.NextDueDate"),
    *("Accounts.LastMadeUpDate", "Accounts.AccountCategory", "Returns.NextDueDate"),
    *("Returns.LastMadeUpDate", "Mortgages.NumMortCharges", "Mortgages.NumMortOutstanding"),
    *("Mortgages.NumMortPartSatisfied", "Mortgages.NumMortSatisfied"),
    *(f"SICCode.SicText_{number}" for number in range(1, 5)),
    *("LimitedPartnerships.NumGenPartners", "LimitedPartnerships.NumLimPartners", "URI"),
    *(
        f"{' ' if number > 1 or part else ''}PreviousName_{number}.{part}"
        for number in range(1, 11)
        for part in ("CONDATE", "CompanyName")
    ),
    *("ConfStmtNextDueDate", " ConfStmtLastMadeUpDate"),
)
_UK_FATES = (
    (0.912, "Active"),
    (0.980, "Active - Proposal to Strike off"),
    (0.997, "Liquidation"),
    (0.999, "In Administration"),
    (1.0, "Voluntary Arrangement"),
)
_UK_KINDS = {
    "PLC": "Public Limited Company",
    "LLP": "Limited Liability Partnership",
    "LP": "Limited Partnership",
    "L.P.": "Limited Partnership",
    "CIC": "Community Interest Company",
    "C.I.C.": "Community Interest Company",
    "": "PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)",
}
_UK_PREFIXES = {"LLP": "OC", "LP": "LP", "L.P.": "SL"}


def uk_line(company: Company) -> str:
    """Lay a company out as Companies House does: 55 cells, each in quotation marks."""
    place = company.place
    prefix = _UK_PREFIXES.get(company.ending, "") if place < 900_000 else ""
    number = f"{prefix}{100_000 + place}" if prefix else f"{1_000_000 + 2 * place:08d}"
    status = next(word for share, word in _UK_FATES if company.fate <= share)
    day, month, year = company.day, company.month, company.year
    first, second = (company.unit, company.street) if company.unit else (company.street, "")
    sectors = [*(company.sectors or ("None Supplied",)), "", "", ""][:4]
    earlier = "".join(
        f'"{day:02d}/{month:02d}/{min(year + 1 + past, 2026)}","{name}",'
        for past, name in enumerate(company.earlier)
    )
    empty = '"",' * (20 - 2 * len(company.earlier))
    return (
        f'"{f"{company.core} {company.ending}".rstrip()}","{number}","","","{first}","{second}",'
        f'"{company.town}","","{"ENGLAND" if place % 3 else "UNITED KINGDOM"}",'
        f'"{company.postcode}","{_UK_KINDS.get(company.ending, "Private Limited Company")}",'
        f'"{status}","United Kingdom","","{day:02d}/{month:02d}/{year}","{min(day + 2, 30)}",'
        f'"{month}","30/09/2027","31/12/2025","MICRO ENTITY","","","0","0","0","0",'
        f'"{sectors[0]}","{sectors[1]}","{sectors[2]}","{sectors[3]}","0","0",'
        f'"http://business.data.gov.uk/id/company/{number}",{earlier}{empty}'
        f'"{day:02d}/{month:02d}/2027","{day:02d}/{month:02d}/2026"\n'
    )


_NO_HEADERS = (
    *("organisasjonsnummer", "navn", "organisasjonsform.kode", "organisasjonsform.beskrivelse"),
    *("naeringskode1.kode", "naeringskode1.beskrivelse", "naeringskode2.kode"),
    *("naeringskode2.beskrivelse", "naeringskode3.kode", "naeringskode3.beskrivelse"),
    *("antallAnsatte", "hjemmeside", "postadresse.adresse", "postadresse.poststed"),
    *("postadresse.postnummer", "postadresse.kommune", "postadresse.kommunenummer"),
    *("postadresse.land", "postadresse.landkode", "forretningsadresse.adresse"),
    *("forretningsadresse.poststed", "forretningsadresse.postnummer"),
    *("forretningsadresse.kommune", "forretningsadresse.kommunenummer"),
    *("forretningsadresse.land", "forretningsadresse.landkode", "stiftelsesdato", "konkurs"),
    *("underAvvikling", "underTvangsavviklingEllerTvangsopplosning", "overordnetEnhet"),
)
_NORDIC_ENDINGS = {"LTD": "AS", "LIMITED": "AS", "PLC": "ASA", "LLP": "ANS", "LP": "DA"}
_NO_TOWNS = ("OSLO", "BERGEN", "TRONDHEIM", "STAVANGER", "TROMSØ", "BODØ", "ÅLESUND", "HAMAR")
_DK_TOWNS = ("København K", "Aarhus C", "Odense C", "Aalborg", "Esbjerg", "Ærøskøbing", "Køge")


def no_line(company: Company) -> str:
    """Lay a company out as the CSV of Enhetsregisteret does."""
    form = _NORDIC_ENDINGS.get(company.ending, "ENK")
    codes = [f"{code[:2]}.{code[2:5]}" for code in company.sectors[:3]]
    activity = [part for code in [*codes, "", "", ""][:3] for part in (code, "")]
    street = f"{company.core.split()[0].title()}veien {company.place % 90 + 1}"
    post = f"{company.place % 9000 + 500:04d}"
    cells = (
        *(f"{910_000_000 + company.place}", f"{company.core} {form}", form, "", *activity),
        *(f"{company.place % 40}", "", "", "", "", "", "", "", ""),
        *(street, _NO_TOWNS[company.place % 8], post, "", "0301", "Norge", "NO"),
        *(f"{company.year}-{company.month:02d}-{company.day:02d}",),
        *("true" if company.fate > 0.995 else "false",),
        *("true" if 0.98 < company.fate <= 0.995 else "false", "false", ""),
    )
    return ",".join(f'"{cell}"' for cell in cells) + "\n"


def dk_line(company: Company) -> str:
    """Lay a company out as one object of the CVR, cut to what a register needs."""
    form = {"AS": "A/S", "ASA": "A/S"}.get(_NORDIC_ENDINGS.get(company.ending, ""), "APS")
    since = f"{company.year}-{company.month:02d}-{company.day:02d}"
    name = f"{company.core.title()} {form}"
    names = [*(each.title() for each in reversed(company.earlier)), name]
    address = {
        "landekode": "DK",
        "vejnavn": f"{company.core.split()[0].title()}vej",
        "husnummerFra": company.place % 120 + 1,
        "bogstavFra": "B" if company.place % 9 == 0 else None,
        "etage": None,
        "postnummer": 1000 + company.place % 8900,
        "postdistrikt": _DK_TOWNS[company.place % 7],
    }
    periode = {"gyldigFra": since, "gyldigTil": None}
    inside = {
        "cvrNummer": 20_000_000 + company.place,
        "reklamebeskyttet": company.place % 3 == 0,
        "navne": [{"navn": each, "periode": periode} for each in names],
        "binavne": [],
        "livsforloeb": [{"periode": periode}],
        "virksomhedMetadata": {
            "nyesteNavn": {"navn": name, "periode": periode},
            "nyesteBeliggenhedsadresse": address,
            "nyesteHovedbranche": {"branchekode": f"{company.sectors[0][:5]}0"}
            if company.sectors
            else None,
            "nyesteVirksomhedsform": {"kortBeskrivelse": form},
            "sammensatStatus": "UNDERKONKURS" if company.fate > 0.99 else "NORMAL",
        },
    }
    return json.dumps({"_source": {"Vrvirksomhed": inside}}, ensure_ascii=False) + "\n"


def _quoted(headers: tuple[str, ...]) -> str:
    return ",".join(f'"{header}"' for header in headers) + "\n"


LAYOUTS: dict[str, tuple[str, Callable[[Company], str]]] = {
    "uk": (",".join(_UK_HEADERS) + "\n", uk_line),
    "no": (_quoted(_NO_HEADERS), no_line),
    "dk": ("", dk_line),
}
"""The first line of each layout, which may be none, and what makes a line of a company."""
