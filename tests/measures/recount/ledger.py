"""Who reckons which measure over again."""

from collections.abc import Callable, Mapping
from datetime import date

from seed.profile_rules import Profile
from tests.measures.recount.books import Books, Parts
from tests.measures.recount.contacts import m1, m2
from tests.measures.recount.course import m12, m13
from tests.measures.recount.employers import m6, m7, m11, m14
from tests.measures.recount.fairness import m9
from tests.measures.recount.first_sent import m5
from tests.measures.recount.hours import m3
from tests.measures.recount.jobs import m4
from tests.measures.recount.keeping import m8, m15
from tests.measures.recount.outcomes import m10

Reckoner = Callable[[Books, Profile, date, date], Parts]
ALL: Mapping[str, Reckoner] = {
    "M1": m1,
    "M2": m2,
    "M3": m3,
    "M4": m4,
    "M5": m5,
    "M6": m6,
    "M7": m7,
    "M8": m8,
    "M9": m9,
    "M10": m10,
    "M11": m11,
    "M12": m12,
    "M13": m13,
    "M14": m14,
    "M15": m15,
}

BESIDE = (
    *("M4.converted", "M5.at_13_weeks", "M6.level_", "M6.dormant", "M6.by_hand", "M11.confirmed"),
    *("M9.attention_spread", "M9.barriers", "M9.put_forward", "M9.outcome"),
)
"""Figures that are told beside the others and are not reckoned over again here."""
