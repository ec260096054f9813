"""What people were given over twelve months: days in the caseload, actions, minutes, by stretch.

A stretch is a run of days within which somebody was active, here, with one of these coaches and at
one stage. Actions are what a coach did with or for somebody: two-way contacts and submissions,
whichever colleague made them.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from adviser_tui.services.measures.course import Stretch, course_of
from adviser_tui.services.measures.looking_back import twelve_months
from adviser_tui.services.measures.scene import Scene

# Whoever made it, it was done with or for the person; what a partner did is no action of ours.
_STRETCHES = """WITH s AS (SELECT json_extract(value, '$[0]') AS n,
    json_extract(value, '$[1]') AS person, json_extract(value, '$[2]') AS first,
    json_extract(value, '$[3]') AS last, json_extract(value, '$[4]') AS begin,
    json_extract(value, '$[5]') AS until, json_extract(value, '$[6]') AS surely_from,
    json_extract(value, '$[7]') AS surely_to FROM json_each(:stretches))"""
_CONTACTS = f"""{_STRETCHES} SELECT s.n, count(*) AS many,
    coalesce(sum(c.minutes), 0) AS minutes, sum(c.minutes IS NULL) AS untimed
  FROM s CROSS JOIN contact c ON c.participant_id = s.person
    AND c.occurred_at >= s.begin AND c.occurred_at < s.until
  WHERE c.state = 'done' AND c.organisation = '' AND c.void_reason IS NULL
    AND (c.occurred_at BETWEEN s.surely_from AND s.surely_to
      OR date(c.occurred_at, c.occurred_offset || ' minutes') BETWEEN s.first AND s.last)
  GROUP BY s.n"""
_SUBMISSIONS = f"""{_STRETCHES} SELECT s.n, count(*) AS many
  FROM s CROSS JOIN submission x ON x.participant_id = s.person
  WHERE x.void_reason IS NULL
    AND date(x.submitted_at, x.submitted_offset || ' minutes') BETWEEN s.first AND s.last
  GROUP BY s.n"""
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Given:
    """What one person was given in one stretch."""

    stretch: Stretch
    contacts: int = 0
    submissions: int = 0
    minutes: int = 0
    untimed: int = 0
    """Contacts of which nobody wrote down how long they took."""

    @property
    def actions(self) -> int:
        """Two-way contacts and submissions together."""
        return self.contacts + self.submissions


def given(scene: Scene) -> tuple[Given, ...]:
    """Return what everybody in the caseload was given in the twelve months looked back on."""
    return scene.once("given", lambda: _read(scene))


def _read(scene: Scene) -> tuple[Given, ...]:
    window = twelve_months(scene)
    stretches = course_of(scene).stretches(window.first, window.last, scene.whose.advisers)
    listed = json.dumps(
        [
            (n, each.participant_id, each.first.isoformat(), each.last.isoformat(), *_moments(each))
            for n, each in enumerate(stretches)
        ]
    )
    contacts = {int(row[0]): row for row in scene.rows(_CONTACTS, {"stretches": listed})}
    sent = {int(row[0]): int(row[1]) for row in scene.rows(_SUBMISSIONS, {"stretches": listed})}
    found = []
    for n, stretch in enumerate(stretches):
        row = contacts.get(n)
        counts = (int(row["many"]), int(row["minutes"]), int(row["untimed"])) if row else (0, 0, 0)
        found.append(Given(stretch, counts[0], sent.get(n, 0), counts[1], counts[2]))
    return tuple(found)


def _moments(stretch: Stretch) -> tuple[str, str, str, str]:
    """Return bounds in UTC: wide enough for every wall clock, and within which any clock agrees.

    The first two find rows by the index; only between them and the others is a day reckoned.
    """
    first, last = stretch.first, stretch.last
    return (
        _midnight(first - _A_DAY),
        _midnight(last + 2 * _A_DAY),
        _midnight(first + _A_DAY),
        _midnight(last),
    )


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000000Z"
