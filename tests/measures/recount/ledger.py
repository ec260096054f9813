"""Who reckons which measure over again."""

from collections.abc import Callable, Mapping
from datetime import date

from seed.profile_rules import Profile
from tests.measures.recount.books import Books, Parts
from tests.measures.recount.contacts import m1, m2
from tests.measures.recount.hours import m3

Reckoner = Callable[[Books, Profile, date, date], Parts]
ALL: Mapping[str, Reckoner] = {"M1": m1, "M2": m2, "M3": m3}
