"""The learning loop: what refusals say about the match sheet, never about a person.

Each reason for a refusal points to the items of the sheet that would have caught it. Counted over
twelve months, they show which item is answered too lightly.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adviser_tui.services.measures.figure import Ref
from adviser_tui.services.measures.looking_back import twelve_months
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.measures.sent import Sent, Verdict, decided_in, sent_of
from seed.checklists import right_person_first_time

if TYPE_CHECKING:
    from adviser_tui.services.office import Office

LEAST = 5
"""From fewer refusals nothing is learned."""
COMMONEST = 3
"""How many lessons are shown where there is little room."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One item of the sheet, and how many refusals point to it."""

    item: str
    question: str
    refusals: int
    of: int
    """All refusals that were decided; a refusal may point to two items."""
    words: str
    """`9 of 14 refusals map to C3`."""
    rows: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """What the refusals of twelve months taught, the commonest first."""

    refusals: int
    lessons: tuple[Lesson, ...]

    @property
    def is_too_little(self) -> bool:
        """Whether there were too few refusals to learn from."""
        return self.refusals < LEAST

    @property
    def commonest(self) -> tuple[Lesson, ...]:
        """The few lessons that most refusals point to."""
        return self.lessons[:COMMONEST]

    @property
    def words(self) -> str:
        """The commonest in one line: `9 of 14 refusals map to C3, 5 to M2, 3 to P1`."""
        if self.is_too_little:
            return f"too few refusals to learn from ({self.refusals} in 12 months)"
        if not self.lessons:
            return f"none of {self.refusals} refusals maps to an item"
        first, *others = self.commonest
        return ", ".join([first.words, *(f"{each.refusals} to {each.item}" for each in others)])

    def about(self, item: str) -> Lesson | None:
        """Return the lesson about an item, nothing where no refusal points to it."""
        return next((each for each in self.lessons if each.item == item), None)


def learned(scene: Scene) -> Learned:
    """Return what the refusals taught in the twelve months up to the period's end.

    A no by the employer and a no by the person teach alike. Silence and a post that was gone are
    no refusals.
    """
    days, window = scene.profile.submissions.no_answer_days, twelve_months(scene)
    decided = decided_in(sent_of(scene), window.first, window.last, days)
    refused = [each for each in decided if each.verdict(window.last, days) is Verdict.REFUSED]
    if len(refused) < LEAST:
        return Learned(len(refused), ())
    pointing: dict[str, list[Sent]] = defaultdict(list)
    for each in refused:
        for item in each.why.items if each.why else ():
            pointing[item].append(each)
    template = right_person_first_time()
    order = {item.id: place for place, item in enumerate(template.items)}
    found = (
        Lesson(
            item=item,
            question=template.item(item).question,
            refusals=len(rows),
            of=len(refused),
            words=f"{len(rows)} of {len(refused)} refusals map to {item}",
            rows=tuple(each.ref(each.decided_on) for each in rows),
        )
        for item, rows in pointing.items()
    )
    ordered = sorted(found, key=lambda each: (-each.refusals, order[each.item]))
    return Learned(len(refused), tuple(ordered))


def lessons(scene: Scene) -> tuple[Lesson, ...]:
    """Return the lessons, the commonest first; none where there is too little to learn from."""
    return learned(scene).lessons


def learned_here(office: "Office") -> Learned:
    """Return what is shown beside a sheet: one's own lessons, and to a lead those of the team."""
    from adviser_tui.services.measures.sight import may_see_others

    measures = office.measures
    whose = measures.team() if may_see_others(office) else measures.myself()
    return learned(measures.scene(whose=whose))
