"""From a row of text to typed values, with a sentence for every cell that cannot be read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from adviser_tui.exchange.columns import ColumnMap
from adviser_tui.exchange.day_values import read_day
from adviser_tui.exchange.field import Field, Holds
from adviser_tui.exchange.fields import LEFT_OVER
from adviser_tui.exchange.number_values import read_hours, read_pay, read_size, read_whole
from adviser_tui.exchange.place_values import read_company_number, read_postcode, read_sectors
from adviser_tui.exchange.reach_values import read_email, read_phone, read_website
from adviser_tui.exchange.rows import Fault, Row, Table
from adviser_tui.exchange.unreadable import Doubtful, Unreadable
from adviser_tui.text import LINE_LIMIT, fold
from models.kinds import PartnerKind, VacancyKind

Reader = Callable[[str], object]
Word = TypeVar("Word", bound=StrEnum)
_STILL_THERE = (
    "This stood beyond the last header. Put it where it belongs and empty this cell, so that every"
    " value stands in its own column."
)
_CURRENCIES = {"GB": "GBP", "DK": "DKK", "NO": "NOK"}
_VACANCY_KINDS = {
    VacancyKind.JOB: "job work vacancy permanent temporary job stilling arbejde arbeid",
    VacancyKind.APPRENTICESHIP: "apprenticeship apprentice elev lærling lærlingeplads læreplass",
    VacancyKind.TRIAL: "trial work_trial placement praktik praksis arbeidspraksis",
    VacancyKind.ROTATION: "rotation job_rotation jobrotation jobbrotasjon",
    VacancyKind.SUPPORTED_INTERNSHIP: "supported_internship internship supported_intern",
}

_PARTNER_KINDS = {
    PartnerKind.JOBCENTRE: "jobcentre jobcenter job_centre jobcentre_plus nav ydelsescenter",
    PartnerKind.LOCAL_AUTHORITY: "local_authority council municipality kommune borough county",
    PartnerKind.HEALTH_SERVICE: "health_service health nhs hospital clinic mental_health sundhed"
    " helse",
    PartnerKind.TRAINING_PROVIDER: "training_provider college training school university"
    " college_or_training_provider skole",
    PartnerKind.CHARITY: "charity voluntary voluntary_sector ngo third_sector forening",
    PartnerKind.EMPLOYMENT_PROVIDER: "employment_provider other_employment_provider provider"
    " employment_service prime anden_aktør tiltaksarrangør",
    PartnerKind.OTHER: "other andet annet",
}


@dataclass(frozen=True, slots=True)
class Read:
    """What one row says: values by the name of their field, empty cells left out."""

    line: int
    values: dict[str, Any]
    faults: tuple[Fault, ...] = ()
    doubts: tuple[Fault, ...] = ()
    """Cells that were taken in spite of looking strange."""


class RowReader:
    """Reads the rows of one table by one mapping; `country` is GB, DK or NO."""

    def __init__(self, table: Table, columns: ColumnMap, country: str = "GB") -> None:
        self._table = table
        self._left_over = [
            place for place, name in enumerate(table.headers) if name.startswith(LEFT_OVER)
        ]
        self._plan: list[tuple[str, int, Reader]] = [
            (field.name, columns.places[field.name], reader_of(field, country))
            for field in sorted(columns.fields, key=lambda field: columns.places[field.name])
        ]

    def read(self, row: Row) -> Read:
        """Return the typed values; a ragged row has its one fault and no values."""
        if row.fault is not None:
            return Read(row.line, {}, (row.fault,))
        for place in self._left_over:
            if row.cells[place]:
                fault = self._table.fault(row.line, place, row.cells[place], _STILL_THERE)
                return Read(row.line, {}, (fault,))
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        doubts: list[Fault] = []
        cells = row.cells
        for name, place, reader in self._plan:
            text = cells[place]
            if not text:
                continue
            if reader is read_line and "\n" not in text and len(text) <= LINE_LIMIT:
                values[name] = text
                continue
            try:
                value = reader(text)
            except Unreadable as trouble:
                faults.append(self._table.fault(row.line, place, text, str(trouble)))
                continue
            if type(value) is Doubtful:
                doubts.append(self._table.fault(row.line, place, text, value.note))
                value = value.value
            values[name] = value
        return Read(row.line, values, tuple(faults), tuple(doubts))


def reader_of(field: Field, country: str = "GB") -> Reader:
    """Return the function that turns a cell of this field, which is not empty, into its value."""
    match field.holds:
        case Holds.POSTCODE:
            return partial(read_postcode, country=country)
        case Holds.COMPANY:
            return partial(read_company_number, country=country)
        case Holds.PHONE:
            return partial(read_phone, country=country)
        case Holds.PAY:
            return partial(read_pay, currency=_CURRENCIES.get(country, "GBP"))
    return _READERS[field.holds]


def read_line(text: str) -> str:
    """Return text for a field of one line; a line end inside the cell becomes a blank."""
    if "\n" in text:
        text = " ".join(text.split())
    if len(text) > LINE_LIMIT:
        raise Unreadable(
            f"The text has {len(text):,} characters; {LINE_LIMIT:,} fit here. Shorten it, or move"
            " it to the notes."
        )
    return text


def read_note(text: str) -> str:
    """Return text of many lines as it is."""
    return text


def read_phrases(text: str) -> tuple[str, ...]:
    """Return the parts of a list written with semicolons, upright bars or one to a line."""
    parts = (" ".join(part.split()).lstrip("•*·– ") for part in re.split(r"[;|\n]", text))
    return tuple(part for part in parts if part)


def read_vacancy_kind(text: str) -> VacancyKind:
    """Return the kind of opening that a word means, in any of the three languages."""
    return _kind(text, _VACANCY_KINDS, "vacancy")


def read_partner_kind(text: str) -> PartnerKind:
    """Return the kind of organisation that a word means, in any of the three languages."""
    return _kind(text, _PARTNER_KINDS, "partner")


def _kind(text: str, kinds: Mapping[Word, str], noun: str) -> Word:
    word = fold(text).replace(" ", "_")
    for kind, words in kinds.items():
        if word == kind or word in words.split() or word in (fold(w) for w in words.split()):
            return kind
    spoken = ", ".join(kind.value.replace("_", " ") for kind in kinds)
    raise Unreadable(f"“{text}” is not a kind of {noun}. Write one of: {spoken}.")


_READERS: dict[Holds, Reader] = {
    Holds.LINE: read_line,
    Holds.NOTE: read_note,
    Holds.NAMES: read_phrases,
    Holds.PHRASES: read_phrases,
    Holds.DAY: read_day,
    Holds.WHOLE: read_whole,
    Holds.EMAIL: read_email,
    Holds.WEBSITE: read_website,
    Holds.SECTORS: read_sectors,
    Holds.SIZE: read_size,
    Holds.HOURS: read_hours,
    Holds.VACANCY_KIND: read_vacancy_kind,
    Holds.PARTNER_KIND: read_partner_kind,
}
