"""The open data of the CVR: JSON objects as the register hands them out, or tables made of them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from adviser_tui.exchange.register.headers import Places, needed_cells, picking
from adviser_tui.exchange.register.rows import EntryOf, UnusableRowError
from adviser_tui.exchange.register.texts import all_clean, inside, joined, listed, tidy
from adviser_tui.storage.register.entry import RegisterEntry
from adviser_tui.text import clean_text

NAME = "open data of the CVR"
_NUMBER = re.compile(r"\d{8}", re.ASCII)
_USUAL = frozenset({"", "NORMAL", "AKTIV"})
_ENDED = ("OPHØRT", "OPLØST", "TVANGSOPLØST", "SLETTET", "OPHOERT", "OPLOEST", "TVANGSOPLOEST")
_SECTORS = ("Hovedbranche", "Bibranche1", "Bibranche2", "Bibranche3")
_UNADVERTISED = "reklamebeskyttet"
"""The register's word for a company that may not be sent advertising."""
_WHOLE = ("vrvirksomhed", "virksomhedmetadata", "nyeste")


def table(places: Places) -> tuple[EntryOf, int]:
    """Return what makes an entry of a row, and how many cells a row must have."""
    number = places.need("cvrnr", "cvrnummer", "cvrnr")
    name = places.need("navn", "navnnavn", "navntekst", "navn", "virksomhedsnavn")
    postcode = places.need("postnr", *_in_address("postnummer", "postnr"))
    pick = picking(
        (
            *(number, name, postcode),
            places.of(*_in_address("postdistrikt")),
            places.of(*_in_address("landekode")),
            places.of("sammensatstatus", "virksomhedsstatus", "status"),
            places.of("virksomhedsformkortbeskrivelse", "virksomhedsformtekst", "virksomhedsform"),
            places.of("livsforloebophoersdato", "ophorsdato", "ophoersdato"),
            places.of("reklamebeskyttet", "reklamebeskyttelse"),
            *(places.of(*_in_address(part)) for part in ("vejnavn", "husnummerfra", "bogstavfra")),
            *(places.of(*_in_address(part)) for part in ("etage", "sidedoer", "conavn")),
            *(places.of(f"{each.lower()}branchekode", f"{each.lower()}kode") for each in _SECTORS),
        )
    )

    def entry_of(row: Sequence[str]) -> RegisterEntry | None:
        cells: Sequence[str] = pick(row)
        if not all_clean(cells):
            cells = [clean_text(cell) for cell in cells]
        key, title, code, town, country, status, form, end, shy = cells[:9]
        if end or status.upper().startswith(_ENDED):
            return None
        street = _street(*cells[9:15])
        is_shy = shy.lower() in ("true", "1", "ja")
        return _entry(
            *(key, title, (), _status(status, is_shy)),
            (street, town, code, country),
            cells[15:],
            form,
        )

    return entry_of, needed_cells((number, name, postcode))


def plain_column(header: str) -> str:
    """Return a header, laid bare already, without the names of the objects that it was in."""
    for whole in _WHOLE:
        header = header.removeprefix(whole)
    return header


def from_object(found: Mapping[str, Any]) -> RegisterEntry | None:
    """Return the entry of one JSON object, which may be wrapped as a search hit."""
    company: Mapping[str, Any] = inside(found, "_source", "Vrvirksomhed")
    company = company or inside(found, "Vrvirksomhed") or found
    newest = inside(company, "virksomhedMetadata")
    status = tidy(newest.get("sammensatStatus"))
    lives = listed(company.get("livsforloeb"))
    has_ended = bool(lives) and all(inside(life, "periode").get("gyldigTil") for life in lives)
    if has_ended or status.upper().startswith(_ENDED):
        return None
    names = [tidy(inside({"at": each}, "at").get("navn")) for each in listed(company.get("navne"))]
    name = tidy(inside(newest, "nyesteNavn").get("navn")) or (names[-1] if names else "")
    others = (
        tidy(inside({"at": each}, "at").get("navn")) for each in listed(company.get("binavne"))
    )
    earlier = tuple(each for each in dict.fromkeys((*reversed(names), *others)) if each != name)
    at = inside(newest, "nyesteBeliggenhedsadresse")
    parts = ("vejnavn", "husnummerFra", "bogstavFra", "etage", "sidedoer", "conavn")
    street = _street(*(tidy(at.get(part)) for part in parts)) or tidy(at.get("fritekst"))
    address = (
        street,
        *(tidy(at.get(part)) for part in ("postdistrikt", "postnummer", "landekode")),
    )
    sectors = [tidy(inside(newest, f"nyeste{each}").get("branchekode")) for each in _SECTORS]
    form = tidy(inside(newest, "nyesteVirksomhedsform").get("kortBeskrivelse"))
    number = tidy(company.get("cvrNummer"))
    kept = tuple(each for each in earlier if each)
    is_shy = company.get("reklamebeskyttet") is True
    return _entry(number, name, kept, _status(status, is_shy), address, sectors, form)


def _entry(
    number: str,
    name: str,
    earlier: tuple[str, ...],
    status: str,
    address: Sequence[str],
    sectors: Sequence[str],
    form: str,
) -> RegisterEntry:
    number = number.replace(" ", "").upper().removeprefix("DK").zfill(8)
    if not name:
        raise UnusableRowError("it has no name")
    if not _NUMBER.fullmatch(number):
        raise UnusableRowError(f"“{number[:20]}” is no CVR number")
    street, town, postcode, country = address
    if postcode.isdigit() and country in ("", "DK"):
        postcode = postcode.zfill(4)
    codes = tuple(dict.fromkeys(filter(None, sectors)))
    return RegisterEntry(
        number, name, earlier, status, street, town, postcode, country, codes, form
    )


def _status(status: str, is_shy: bool) -> str:
    """Return the status; where advertising is forbidden, that stands there too."""
    if not is_shy:
        return status
    return _UNADVERTISED.capitalize() if status.upper() in _USUAL else f"{status}, {_UNADVERTISED}"


def _street(road: str, house: str, letter: str, floor: str, door: str, care: str) -> str:
    line = joined((road, f"{house}{letter}"), " ")
    level = joined((floor and f"{floor}.", door), " ")
    return joined((care and f"c/o {care}", line, level))


def _in_address(*parts: str) -> tuple[str, ...]:
    return tuple(f"{before}{part}" for part in parts for before in ("beliggenhedsadresse", ""))
