"""The invented world while it fills up: chance, days, ids, and the rows so far."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import TypeVar

from seed.demo.days import At, Days, millis, utc_text
from seed.demo.names import Names

T = TypeVar("T")
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything a demo caseload holds."""

    name: str
    participants: int
    employers: int
    vacancies: int
    contacts: int
    colleagues: int


SIZES = {
    "small": Size("small", 60, 2_000, 40, 10_000, 5),
    "large": Size("large", 500, 100_000, 2_000, 100_000, 23),
}


@dataclass(slots=True)
class Firm:
    """An employer whom the team works with."""

    id: str
    short: str
    job: str
    stage: str
    coach: str
    site_id: str
    first: date
    last: date
    """The first and the last day on which it may have been contacted."""
    reserved: bool = False
    """Whether a sheet on the desk is about one of its vacancies, so that nobody else calls."""
    people: list[tuple[str, str, bool]] = field(default_factory=list)
    """Id, first name and say in hiring of the people there."""


@dataclass(slots=True)
class Person:
    """A participant with the days between which somebody worked with them."""

    id: str
    name: str
    coach: str
    deputy: str
    stage: str
    joined: date
    last: date
    part: str
    """The part that they play in the story, empty for most."""
    job_from: date | None = None
    job_until: date | None = None

    def works_on(self, day: date) -> bool:
        """Say whether they are in a job on a day."""
        began = self.job_from is not None and self.job_from <= day
        return began and (self.job_until is None or day < self.job_until)


class World:
    """Everything that is known while the demo is made; the same seed makes the same world."""

    def __init__(self, seed: int, size: Size, today: date) -> None:
        self.rng = Random(f"{seed}|{size.name}|{today}")
        self.size = size
        self.today = today
        self.days = Days(today)
        self.names = Names(self.rng)
        self.rows: dict[str, list[Row]] = {}
        self.freezes: list[Row] = []
        """Match sheets that were submitted: what they become after their answers are in."""
        self.advisers: list[str] = []
        self.firms: list[Firm] = []
        self.people: list[Person] = []
        self.pairs: set[tuple[str, str]] = set()
        """Participants and vacancies that have a submission already."""

    @property
    def me(self) -> str:
        """The id of the adviser whose caseload it is."""
        return self.advisers[0]

    def begin_part(self, name: str) -> None:
        """Give the part that follows a chance of its own: it moves nothing that was made before."""
        self.rng = Random(f"{self.me}|{name}")

    def new_id(self, at: At) -> str:
        """Return a UUIDv7 of a moment, its random part out of the seed."""
        chance = self.rng.getrandbits(74)
        value = millis(at) << 80 | 0x7 << 76 | (chance >> 62) << 64 | 0b10 << 62
        text = f"{value | chance & (1 << 62) - 1:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def add(self, table: str, at: At, by: str, **values: object) -> Row:
        """Add a row as the file keeps it, with its id, author and times."""
        made = utc_text(at)
        row: Row = {
            "id": self.new_id(at),
            "created_at": made,
            "created_by": by,
            "updated_at": made,
            "updated_by": by,
            **values,
        }
        self.rows.setdefault(table, []).append(row)
        return row

    def touch(self, row: Row, at: At, **values: object) -> None:
        """Give a row its later values; it was changed last at that moment."""
        row.update(values, updated_at=max(utc_text(at), str(row["created_at"])))

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[int(self.rng.random() * len(choices))]

    def some(self, choices: Sequence[str], least: int, most: int) -> str:
        """Return a few different choices as the JSON list that the file keeps."""
        return as_list(self.rng.sample(list(choices), self.rng.randint(least, most)))

    def chance(self, percent: int) -> bool:
        """Say yes in so many of a hundred cases."""
        return self.rng.random() * 100 < percent

    def office_hour(self, day: date) -> At:
        """Return a moment of a working day."""
        return At(day, 540 + 5 * int(self.rng.random() * 90))


def as_list(texts: Sequence[str]) -> str:
    """Return a list of texts as the file keeps it."""
    return json.dumps(list(texts), ensure_ascii=False, separators=(",", ":"))
