"""Whether the first who was put forward for a post was the right one (M5); pure functions.

The unit is a post. Submissions for a vacancy are ordered by when their sheet was frozen. Those
that carry the same word were sent together, and count together where they are few enough; of more
than that each stands for itself. Each post takes what was sent first of what is left, and a group
takes as many posts as it has people. A vacancy that is used again long after everything about it
was settled begins anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from adviser_tui.services.measures.sent import Sent, Verdict
from adviser_tui.services.measures.starts import WEEKS, Start
from adviser_tui.services.placement_kinds import UNPAID
from models.kinds import PlacementState, VacancyKind
from seed.profile_rules import SubmissionRules

_NO_HIRE = (VacancyKind.TRIAL, VacancyKind.SUPPORTED_INTERNSHIP)
"""Openings that end in a trial, whoever is chosen."""
_SUSTAINED = (
    PlacementState.SUSTAINED_13,
    PlacementState.SUSTAINED_26,
    PlacementState.SUSTAINED_52,
)


class Result(Enum):
    """What the first submission for a post came to."""

    RIGHT = auto()
    """Somebody of those sent first was hired and began."""
    WRONG = auto()
    """It was decided, and none of them began."""
    NO_DECISION = auto()
    OPEN = auto()
    TRIAL = auto()
    """It led, or could only lead, to a trial, which is no hire."""


_FIRST_SAID = (Result.OPEN, Result.TRIAL, Result.WRONG, Result.NO_DECISION)
"""Where those sent together stand differently, what is said of their post."""


class Lasted(Enum):
    """Whether a job was still held after 13 weeks."""

    YES = auto()
    NO = auto()
    NOT_KNOWN = auto()
    TOO_EARLY = auto()


@dataclass(frozen=True, slots=True)
class Post:
    """One post with those who were put forward for it first."""

    first: tuple[Sent, ...]
    result: Result
    by: Sent
    """Who stands for it: whoever was hired, else one of those who were not."""
    on: date
    """The day of the decision, or since when it is known that there was none."""
    start: Start | None = None
    """The job of whoever was hired."""

    @property
    def is_overridden(self) -> bool:
        """Whether somebody was put forward although the sheet was not ready."""
        return any(each.with_override for each in self.first)

    @property
    def counts(self) -> bool:
        """Whether a final decision fell on it."""
        return self.result in (Result.RIGHT, Result.WRONG)


@dataclass(frozen=True, slots=True)
class Firsts:
    """Every post of ours with its first submissions, and what was sent after them."""

    posts: tuple[Post, ...]
    later: tuple[Sent, ...]


def firsts(
    rows: Iterable[Sent], hired: Mapping[str, Start], rules: SubmissionRules, on: date
) -> Firsts:
    """Return the posts for which somebody had been put forward by a day, as they stood on it.

    `hired` is what came of each submission that came to a placement.
    """
    vacancies: dict[str, list[Sent]] = defaultdict(list)
    for each in sorted(rows, key=lambda one: (one.at, one.id)):
        if not each.is_void and each.day <= on:
            vacancies[each.vacancy].append(each)
    posts: list[Post] = []
    later: list[Sent] = []
    for its in vacancies.values():
        for round_ in _rounds(its, rules, on):
            left = round_[0].posts
            for group in _groups(round_, rules.batch):
                taken = min(len(group), left)
                left -= taken
                if taken:
                    posts += _posts(group, taken, hired, rules, on)
                else:
                    later += group
    return Firsts(tuple(posts), tuple(later))


def lasted(post: Post, on: date) -> Lasted:
    """Say whether the job was still held after 13 weeks (M5, the strong form).

    What was never filled by the first is no job at 13 weeks either, and is compared from the same
    age on. Where nobody checked, a job that is not known to have ended is neither yes nor no.
    """
    start, age = post.start, timedelta(weeks=WEEKS)
    began = post.on if start is None or start.starts_on is None else start.starts_on
    if began + age > on:
        return Lasted.TOO_EARLY
    if start is None:
        return Lasted.NO
    if start.was_there_at_13 is not None:
        return Lasted.YES if start.was_there_at_13 else Lasted.NO
    if start.ended_on is not None:
        return Lasted.YES if start.ended_on >= began + age - timedelta(days=1) else Lasted.NO
    return Lasted.YES if start.state in _SUSTAINED else Lasted.NOT_KNOWN


def _rounds(its: Sequence[Sent], rules: SubmissionRules, on: date) -> list[list[Sent]]:
    """Part what was sent for a vacancy where it was used again long after it was settled."""
    rounds: list[list[Sent]] = []
    for each in its:
        ends = [one.settled_on(on, rules.no_answer_days) for one in rounds[-1]] if rounds else []
        settled = [end for end in ends if end is not None]
        is_new = len(settled) == len(ends) and (
            not settled or each.day >= max(settled) + timedelta(days=rules.again_days)
        )
        if is_new:
            rounds.append([])
        rounds[-1].append(each)
    return rounds


def _groups(round_: Sequence[Sent], most: int) -> Iterator[list[Sent]]:
    """Yield those sent together, and the others one by one, in the order of the first of each."""
    together: dict[str, list[Sent]] = {}
    for each in round_:
        word = f"batch {each.batch}" if each.batch else each.id
        together.setdefault(word, []).append(each)
    for group in together.values():
        if len(group) <= most:
            yield group
        else:
            yield from ([each] for each in group)


def _posts(
    group: Sequence[Sent],
    count: int,
    hired: Mapping[str, Start],
    rules: SubmissionRules,
    on: date,
) -> Iterator[Post]:
    """Yield the posts that a group was sent for: those that it filled first, then the others."""
    first = tuple(group)
    if first[0].vacancy_kind in _NO_HIRE:
        yield from (Post(first, Result.TRIAL, each, each.day) for each in first[:count])
        return
    began = [each for each in first if _began(hired.get(each.id), on)]
    for each in began[:count]:
        start = hired[each.id]
        yield Post(first, Result.RIGHT, each, each.decided_on or start.starts_on or each.day, start)
    others = [each for each in first if each not in began]
    for place in range(count - len(began)):
        yield _unfilled(first, others, place, hired, rules, on)


def _unfilled(
    first: tuple[Sent, ...],
    others: Sequence[Sent],
    place: int,
    hired: Mapping[str, Start],
    rules: SubmissionRules,
    on: date,
) -> Post:
    """Return a post that none of its first filled, so far or for good."""
    stands = [(each, *_stand(each, hired.get(each.id), rules, on)) for each in others]
    result = min((its for _, its, _ in stands), key=_FIRST_SAID.index)
    having = [(each, day) for each, its, day in stands if its is result]
    return Post(first, result, having[place % len(having)][0], max(day for _, day in having))


def _stand(
    each: Sent, start: Start | None, rules: SubmissionRules, on: date
) -> tuple[Result, date]:
    """Return how one of the first stands who did not begin a job, and since when."""
    verdict = each.verdict(on, rules.no_answer_days)
    settled = each.settled_on(on, rules.no_answer_days) or each.day
    if verdict is Verdict.ACCEPTED:
        if start is not None and start.kind in UNPAID and start.has_begun(on):
            return Result.TRIAL, settled
        ended = start.day if start is not None and start.fell_through else None
        if ended is None or ended > on:
            return Result.OPEN, settled
        return Result.WRONG, max(settled, ended)
    if verdict is Verdict.REFUSED:
        return Result.WRONG, settled
    return (Result.NO_DECISION if verdict is Verdict.NO_DECISION else Result.OPEN), settled


def _began(start: Start | None, on: date) -> bool:
    return start is not None and start.kind not in UNPAID and start.has_begun(on)
