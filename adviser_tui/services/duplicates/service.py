"""Doubles and branches of the whole caseload, as commands and screens ask for them."""

from collections.abc import Iterator
from dataclasses import dataclass

from adviser_tui.services.duplicates.branches import Group, Told, groups_of, propose_groups
from adviser_tui.services.duplicates.pairs import Double
from adviser_tui.services.duplicates.participants import participant_doubles
from adviser_tui.services.duplicates.sweep import employer_doubles
from adviser_tui.services.duplicates.within import doubles_within
from adviser_tui.storage.database import Database
from adviser_tui.text import fold

SAME = 10.0
"""From so many points on two in one proposed group are doubles, where a town is not known."""
SURE_ANYWHERE = 15.0
"""The same where their towns differ: they share more than a name."""


@dataclass(frozen=True, slots=True)
class Doubles:
    """What may be there twice, likeliest first, and what rather belongs together."""

    pairs: tuple[Double, ...]
    groups: tuple[Group, ...]


class Duplicates:
    """Looks through the caseload for doubles; it changes nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def groups(self, told: Told | None = None) -> tuple[Group, ...]:
        """Return employers that may be branches of one company, the largest group first."""
        return tuple(propose_groups(self._database, told))

    def all(self, told: Told | None = None, *, with_names: bool = False) -> Doubles:
        """Return every pair that may be one; branches of one company are in groups instead.

        `told` hears how many of how many employers were looked at; `with_names` also says the
        names of participants.
        """
        groups = self.groups(told)
        employers = employer_doubles(self._database, told)
        return Doubles(
            (
                *_outside_groups(employers, groups),
                *doubles_within(self._database, "site"),
                *doubles_within(self._database, "person"),
                *participant_doubles(self._database, with_names=with_names),
            ),
            groups,
        )


def _outside_groups(doubles: list[Double], groups: tuple[Group, ...]) -> Iterator[Double]:
    """Yield the pairs that are not merely branches of one company."""
    inside = groups_of(groups)
    towns = {each.id: fold(each.town) for group in groups for each in group.members}
    for each in doubles:
        first, second = inside.get(each.first_id, -1), inside.get(each.second_id, -2)
        if first != second:
            yield each
            continue
        places = (towns.get(each.first_id, ""), towns.get(each.second_id, ""))
        if all(places) and places[0] == places[1]:
            yield each  # two branches rarely stand in one town; two entries for one often do
            continue
        is_sure = each.certainty == "same" and "trading" not in each.reason
        if is_sure and each.points >= (SURE_ANYWHERE if all(places) else SAME):
            yield each
