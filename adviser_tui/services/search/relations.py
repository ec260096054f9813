"""What the team has to do with an employer, as far as it matters for what is listed first."""

import json
from collections.abc import Sequence
from datetime import date, timedelta

from adviser_tui.storage.database import Database

MOST = 5.0
"""How many points, of 100, our own dealings can add: near ties are settled, no more."""
_RECENT, _KNOWN = timedelta(days=28), timedelta(days=365)

_SQL = """SELECT e.rowid AS place, e.spoc_id = :me AS mine, e.deputy_id = :me AS deputy,
    (SELECT max(c.occurred_at) FROM contact c
     WHERE c.employer_id = e.id AND c.void_reason IS NULL) AS last,
    EXISTS (SELECT 1 FROM vacancy v WHERE v.employer_id = e.id AND v.void_reason IS NULL
            AND v.state IN ('confirmed', 'open', 'shortlisting')) AS vacant
  FROM employer e WHERE e.rowid IN (SELECT value FROM json_each(:places))"""


def points_of(database: Database, places: Sequence[int], me: str, today: date) -> dict[int, float]:
    """Return how much further up some employers belong, by their row numbers."""
    points: dict[int, float] = {}
    for row in database.rows(_SQL, {"me": me, "places": json.dumps(list(places))}):
        sum_of = 2.5 if row["mine"] else 1.5 if row["deputy"] else 0.0
        if row["last"]:
            since = today - date.fromisoformat(row["last"][:10])
            sum_of += 2.0 if since <= _RECENT else 1.0 if since <= _KNOWN else 0.5
        sum_of += 0.5 if row["vacant"] else 0.0
        if sum_of:
            points[int(row["place"])] = min(sum_of, MOST)
    return points
