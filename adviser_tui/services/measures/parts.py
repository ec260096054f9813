"""The four parts of the work on one strip: what was done in each, and which stayed empty.

If only one of them is developed the long-term goals are out of reach (section 2), so that an empty
one is said aloud and never left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from adviser_tui.services.measures.figure import COMPONENT_NAMES, Component
from adviser_tui.services.measures.scene import Scene

_DONE = """WITH mine(id) AS (SELECT value FROM json_each(:me))
SELECT 'contact' AS what, c.kind AS side, count(*) AS many FROM contact c
  WHERE c.occurred_at >= :from AND c.occurred_at < :to AND c.adviser_id IN mine
    AND c.state = 'done' AND c.organisation = '' AND c.void_reason IS NULL
    AND date(c.occurred_at, c.occurred_offset || ' minutes') BETWEEN :first AND :last
  GROUP BY c.kind
UNION ALL
SELECT 'follow-up', f.side, count(*) FROM follow_up f
  WHERE f.state = 'done' AND f.done_on BETWEEN :first AND :last AND f.owner_id IN mine
    AND f.void_reason IS NULL GROUP BY f.side
UNION ALL
SELECT 'hand-over', 'internal', count(*) FROM hand_over h
  WHERE (h.from_id IN mine AND h.offered_on BETWEEN :first AND :last
      OR h.to_id IN mine AND h.answered_on BETWEEN :first AND :last)
    AND h.state <> 'taken_back' AND h.void_reason IS NULL"""
_SIDES: Mapping[Component, str] = {
    Component.EMPLOYER: "employer",
    Component.INTERNAL: "internal",
    Component.CITIZEN: "participant",
    Component.ACROSS: "partner",
}
_WORDS = (
    ("contact", "contact", "contacts"),
    ("follow-up", "follow-up done", "follow-ups done"),
    ("hand-over", "hand-over", "hand-overs"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the work in a period."""

    component: Component
    name: str
    done: int
    """Contacts in which somebody was spoken to, follow-ups done and hand-overs, together."""
    words: str
    """`5 contacts, 2 follow-ups done`, or `nothing`."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was done in it."""
        return not self.done

    @property
    def sentence(self) -> str:
        """The part as it is read aloud; an empty one says that it is empty."""
        name = f"{self.name[:1].upper()}{self.name[1:]}"
        return f"{name}: {'nothing was written down' if self.is_empty else self.words}."


def parts_of(scene: Scene) -> tuple[Part, ...]:
    """Return the four parts in their order, from what was done in the scene's period."""
    days = {"first": scene.period.first.isoformat(), "last": scene.period.last.isoformat()}
    rows = scene.once("parts", lambda: scene.rows(_DONE, {**scene.period.bounds(), **days}))
    found = {(str(row["side"]), str(row["what"])): int(row["many"]) for row in rows}
    return tuple(_part(each, found) for each in COMPONENT_NAMES)


def empty_said(parts: tuple[Part, ...]) -> str:
    """Return which parts are empty, in a sentence; empty where none is."""
    names = [each.name for each in parts if each.is_empty]
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"Nothing was written down for {listed}."


def _part(component: Component, found: Mapping[tuple[str, str], int]) -> Part:
    said, total = [], 0
    for what, one, more in _WORDS:
        many = found.get((_SIDES[component], what), 0)
        total += many
        if many:
            said.append(f"{many} {one if many == 1 else more}")
    return Part(component, COMPONENT_NAMES[component], total, ", ".join(said) or "nothing")
