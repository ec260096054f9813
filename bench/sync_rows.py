"""Rows that look like an adviser's own: invented names, numbers and notes, no two alike.

The same seed gives the same rows. Of eight rows one is an employer,
one its site, one a person there; the rest are contacts and follow-ups.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from adviser_tui.hub.moments import moment_of
from bench.register_names import RegisterNames
from bench.register_words import ROADS, TOWNS
from models.kinds import Channel, Pipeline, Purpose

Row = tuple[str, str, dict[str, Any]]
"""Table, id and the values that somebody filled in."""
_FIRST_DAY = datetime(2024, 1, 8, 8, tzinfo=UTC)
_MINUTES = 60 * 24 * 1_000
_STAGES = tuple(Pipeline)
_CHANNELS = tuple(Channel)
_PURPOSES = tuple(Purpose)
_ROLES = ("Manager", "Owner", "Shift lead", "Human resources", "Front desk", "Works manager")
_TALK = """
spoke about asked whether walked the site and saw told her about he wonders if they need two
people for the early shift nights are hard to fill and in spring somebody leaves left word
with the front desk back on Thursday quiet corner noise stairs lift bus from trial morning
agreed to think it over wants a name first paid hours pace of the line dishwasher stock room
greenhouse pallets tills parcels bread van yard laundry kitchen training day mentor was good
last time not before the summer ring again after lunch prefers email short hours to begin with
wage support form signed insurance question answered
"""
_WORDS = _TALK.split()


class AdvisersRows:
    """Makes employers with all that hangs on them, one after the other."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)
        self._names = RegisterNames(self._chance)
        self._made_ms = int(_FIRST_DAY.timestamp() * 1000)
        self._colleagues = [self._id() for _ in range(6)]

    def batch(self, size: int) -> list[Row]:
        """Return so many rows."""
        rows: list[Row] = []
        while len(rows) < size:
            rows += self._employer()
        return rows[:size]

    def _employer(self) -> Iterator[Row]:
        draw, names = self._chance, self._names
        employer, site, person = self._id(), self._id(), self._id()
        town, area = draw.choice(TOWNS)
        name = f"{names.core().title()} {names.ending()}".strip()
        yield (
            "employer",
            employer,
            {
                "name": name,
                "phone": self._phone(),
                "stage": draw.choice(_STAGES).value,
                "spoc_id": draw.choice(self._colleagues),
                "notes": self._said(12) if draw.random() < 0.3 else "",
            },
        )
        yield (
            "employer_site",
            site,
            {
                "employer_id": employer,
                "name": town,
                "address": f"{draw.randrange(1, 250)} {names.word().title()} {draw.choice(ROADS)}",
                "town": town,
                "postcode": f"{area}{draw.randrange(1, 40)} {draw.randrange(1, 9)}XX",
            },
        )
        first, last = names.word().title(), names.word().title()
        yield (
            "employer_person",
            person,
            {
                "employer_id": employer,
                "site_id": site,
                "name": f"{first} {last}",
                "role": draw.choice(_ROLES),
                "phone": self._phone(),
                "email": f"{first}.{last}@{names.word()}.example".lower(),
            },
        )
        for _ in range(draw.randrange(2, 6)):
            yield from self._contact(employer, person)

    def _contact(self, employer: str, person: str) -> Iterator[Row]:
        draw = self._chance
        contact = self._id()
        at = _FIRST_DAY + timedelta(minutes=draw.randrange(_MINUTES))
        yield (
            "contact",
            contact,
            {
                "kind": "employer",
                "employer_id": employer,
                "person_id": person if draw.random() < 0.6 else None,
                "adviser_id": draw.choice(self._colleagues),
                "channel": draw.choice(_CHANNELS).value,
                "occurred_at": moment_of(int(at.timestamp() * 1000)),
                "purpose": draw.choice(_PURPOSES).value,
                "minutes": draw.randrange(3, 60),
                "note": self._said(draw.randrange(4, 30)),
            },
        )
        if draw.random() < 0.4:
            due = (at + timedelta(days=draw.randrange(2, 60))).date().isoformat()
            yield (
                "follow_up",
                self._id(),
                {
                    "what": self._said(4),
                    "side": "employer",
                    "due_on": due,
                    "first_due_on": due,
                    "owner_id": draw.choice(self._colleagues),
                    "employer_id": employer,
                    "contact_id": contact,
                },
            )

    def _id(self) -> str:
        """Return an id as the program makes them, some seconds after the one before."""
        self._made_ms += self._chance.randrange(200_000)
        moment, chance = f"{self._made_ms:012x}", f"{self._chance.getrandbits(74):019x}"
        return (
            f"{moment[:8]}-{moment[8:]}-7{chance[:3]}-"
            f"{8 + int(chance[3], 16) % 4:x}{chance[4:7]}-{chance[7:]}"
        )

    def _phone(self) -> str:
        return f"01632 96{self._chance.randrange(10_000):04d}"

    def _said(self, words: int) -> str:
        """Return a note: everyday words, and names among them."""
        draw = self._chance.random
        said = [
            self._names.word().title() if draw() < 0.15 else _WORDS[int(draw() * len(_WORDS))]
            for _ in range(words)
        ]
        said[0] = said[0].capitalize()
        return " ".join(said) + "."
