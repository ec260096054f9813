"""Who said what of themselves, gathered into groups large enough that nobody is singled out (M9).

Nothing here says anything about one person: what leaves this module are groups.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from adviser_tui.services.measures.scene import Scene

_ANSWERS = """SELECT participant_id, characteristic, answer, is_withheld FROM equity_record
  WHERE void_reason IS NULL ORDER BY asked_on, created_at, id"""
_LET_GO = "SELECT EXISTS (SELECT 1 FROM setting WHERE key GLOB 'equity.kept.*')"
WITHHELD = "prefer_not_to_say"
NOT_RECORDED = "not_recorded"
POOLED = "small_groups"
_LABELS = {
    WITHHELD: "prefer not to say",
    NOT_RECORDED: "nothing recorded",
    POOLED: "small groups",
}


@dataclass(frozen=True, slots=True)
class Group:
    """People who gave the same answer, or none."""

    key: str
    label: str
    people: frozenset[str]


def answers(scene: Scene) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return by characteristic and participant the newest answer, as its key and its words."""
    return scene.shared("equity answers", lambda: _read(scene))


def _read(scene: Scene) -> dict[str, dict[str, tuple[str, str]]]:
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for row in scene.rows(_ANSWERS):
        words = " ".join(str(row["answer"]).split()).casefold()
        key = WITHHELD if row["is_withheld"] else key_of(words)
        of = found.setdefault(str(row["characteristic"]), {})
        if key:
            of[str(row["participant_id"])] = (key, _LABELS.get(key, words))
        else:
            # An answer that was emptied again is none.
            of.pop(str(row["participant_id"]), None)
    return found


def key_of(words: str) -> str:
    """Return an answer as a part of a figure's key: letters and digits with lines between."""
    letters = (each if each.isalnum() else " " for each in words.casefold())
    key = "_".join("".join(letters).split())
    return f"{key}_" if key in _LABELS else key


def was_let_go(scene: Scene) -> bool:
    """Say whether answers that were recorded here are kept by the team's lead."""
    return bool(scene.rows(_LET_GO)[0][0])


def groups_of(
    said: Mapping[str, tuple[str, str]], people: Collection[str], least: int
) -> tuple[Group, ...]:
    """Return people by their answers, the largest group first; small groups are put together.

    A group of fewer than `least` would point at somebody, so its answer is not even named. Those
    who prefer not to say, and those of whom nothing is recorded, stand by themselves.
    """
    by_key: dict[str, set[str]] = {}
    labels = dict(_LABELS)
    for person in people:
        key, words = said.get(person, (NOT_RECORDED, ""))
        by_key.setdefault(key, set()).add(person)
        labels.setdefault(key, words)
    apart = {key: by_key.pop(key) for key in (WITHHELD, NOT_RECORDED) if key in by_key}
    small = [key for key, members in by_key.items() if len(members) < least]
    pooled: set[str] = set()
    for key in small:
        pooled |= by_key.pop(key)
    found = sorted(by_key.items(), key=lambda each: (-len(each[1]), each[0]))
    if pooled:
        found.append((POOLED, pooled))
    found += apart.items()
    return tuple(Group(key, labels[key], frozenset(members)) for key, members in found)
