"""First time right (M5): for how many posts the first whom we put forward was hired and began."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from adviser_tui.services.measures.figure import SMALL, Counts, Figure, LeftOut, Ref, Unit
from adviser_tui.services.measures.first_sent import Firsts, Lasted, Post, Result, firsts, lasted
from adviser_tui.services.measures.looking_back import twelve_months, window_words
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.measures.sent import Sent, Verdict, decided_in, sent, sent_of
from adviser_tui.services.measures.starts import by_submission

_STILL_OPEN = "still open, or the first day is still to come"
_NO_DECISION = "no decision: no answer, or the post was gone"


def measure(scene: Scene) -> Counts:
    """Reckon the posts on which a final decision fell in the twelve months up to the period's end.

    Whoever was first is told over all our submissions; a post belongs to the coaches of those who
    were put forward for it first.
    """
    window, rules = twelve_months(scene), scene.profile.submissions
    found = scene.shared(
        ("first sent", scene.until),
        lambda: firsts(sent(scene), by_submission(scene), rules, scene.until),
    )
    coaches = set(scene.whose.advisers)
    ours = [each for each in found.posts if any(one.coach in coaches for one in each.first)]
    recent = [each for each in ours if each.on in window]
    counted = [each for each in recent if each.counts]
    left_out = _left_out(scene, window, ours, found)
    overridden = [each for each in counted if each.is_overridden]
    return Counts(
        (
            _share("M5.first_time_right", "right with the first", counted, left_out),
            _at_13_weeks(counted, scene.until),
            _bad_fit(scene, window),
            _no_decision(recent),
            _share("M5.overridden", "right, put forward with an override", overridden),
            _lift(counted, overridden),
        ),
        notes=(
            f"Over the {window_words(window)}, by the day of the decision.",
            "Whoever was put forward first is told by when the sheet was frozen; up to "
            f"{rules.batch} sent together are first together.",
        ),
    )


def _is_right(post: Post) -> bool:
    return post.result is Result.RIGHT


def _share(
    key: str,
    label: str,
    posts: Sequence[Post],
    left_out: tuple[LeftOut, ...] = (),
    holds: Callable[[Post], bool] = _is_right,
    missing: str = "no post was decided",
) -> Figure:
    """Return for how many of some posts something holds."""
    yes = tuple(_ref(each) for each in posts if holds(each))
    no = tuple(_ref(each) for each in posts if not holds(each))
    return Figure(
        key,
        label,
        Unit.SHARE,
        len(yes),
        len(posts),
        rows=yes,
        others=no,
        left_out=left_out,
        missing="" if posts else missing,
    )


def _ref(post: Post) -> Ref:
    words = ["with an override"] if post.is_overridden else []
    if len(post.first) > 1:
        words.append(f"one of {len(post.first)} sent together")
    return post.by.ref(post.on, ", ".join(words))


def _left_out(
    scene: Scene, window: Period, ours: Sequence[Post], found: Firsts
) -> tuple[LeftOut, ...]:
    """Return the posts that were looked at and do not count, and the submissions after the first.

    What is open is listed however old it is.
    """

    def of(result: Result, *, ever: bool = False) -> tuple[Ref, ...]:
        posts = [each for each in ours if each.result is result]
        return tuple(_ref(each) for each in posts if ever or each.on in window)

    mine = {each.id for each in sent_of(scene)}

    def in_window(rows: Sequence[Sent]) -> tuple[Ref, ...]:
        return tuple(each.ref() for each in rows if each.id in mine and each.day in window)

    reasons = (
        (_NO_DECISION, of(Result.NO_DECISION)),
        (_STILL_OPEN, of(Result.OPEN, ever=True)),
        ("a trial, which is no hire", of(Result.TRIAL)),
        ("sent after the first", in_window(found.later)),
        ("taken off the record", in_window([each for each in sent(scene) if each.is_void])),
    )
    return tuple(LeftOut(reason, rows) for reason, rows in reasons if rows)


def _at_13_weeks(counted: Sequence[Post], until: date) -> Figure:
    """Return the strong form: hired, and still there after 13 weeks (matured only)."""
    age = {id(each): lasted(each, until) for each in counted}
    early = tuple(_ref(each) for each in counted if age[id(each)] is Lasted.TOO_EARLY)
    unknown = tuple(_ref(each) for each in counted if age[id(each)] is Lasted.NOT_KNOWN)
    reasons = (
        ("less than 13 weeks old", early),
        ("not verified: nobody checked whether the job lasted", unknown),
    )
    return _share(
        "M5.at_13_weeks",
        "and still in the job after 13 weeks",
        [each for each in counted if age[id(each)] in (Lasted.YES, Lasted.NO)],
        tuple(LeftOut(reason, rows) for reason, rows in reasons if rows),
        lambda each: age[id(each)] is Lasted.YES,
        "no post is old enough and verified",
    )


def _bad_fit(scene: Scene, window: Period) -> Figure:
    """Return how many decided submissions were refused for what the sheet asks about a match."""
    rules = scene.profile.submissions
    decided = decided_in(sent_of(scene), window.first, window.last, rules.no_answer_days)
    bad = [each for each in decided if is_bad_fit(each, window.last, rules.no_answer_days)]
    names = {each.id for each in bad}
    return Figure(
        "M5.bad_fit",
        "refused because it did not fit",
        Unit.SHARE,
        len(bad),
        len(decided),
        rows=tuple(each.ref(each.decided_on, _why(each)) for each in bad),
        others=tuple(each.ref(each.decided_on) for each in decided if each.id not in names),
        missing="" if decided else "no submission was decided",
        note="the match, or how it was prepared",
    )


def is_bad_fit(each: Sent, on: date, no_answer_days: int) -> bool:
    """Say whether a submission was refused for a reason that an item of E, C, M or P asks about."""
    is_refused = each.verdict(on, no_answer_days) is Verdict.REFUSED
    return is_refused and each.why is not None and each.why.bad_fit


def _why(each: Sent) -> str:
    return each.why.words if each.why else ""


def _no_decision(recent: Sequence[Post]) -> Figure:
    """Return how many posts nobody decided on: a follow-up that failed, or the employer's doing."""
    settled = [each for each in recent if each.counts or each.result is Result.NO_DECISION]
    return _share(
        "M5.no_decision",
        "posts without a decision",
        settled,
        holds=lambda each: each.result is Result.NO_DECISION,
        missing="nothing was put forward that came to its end",
    )


def _lift(counted: Sequence[Post], overridden: Sequence[Post]) -> Figure:
    """Return by how many points the sheets that were ready did better than those overridden."""
    ready = [each for each in counted if not each.is_overridden]
    lift = Fraction(0)
    if ready and overridden:
        lift = (_right(ready) - _right(overridden)) * 100
    missing = "" if ready and overridden else "needs both kinds: ready, and with an override"
    few = min(len(ready), len(overridden)) < SMALL
    return Figure(
        "M5.override_lift",
        "points ready sheets did better by",
        Unit.COUNT,
        lift,
        rows=tuple(_ref(each) for each in ready),
        others=tuple(_ref(each) for each in overridden),
        missing=missing,
        note=f"than overridden ones; {len(ready)} ready, {len(overridden)} with an override"
        + (f"; fewer than {SMALL} of a kind are too few to compare" if few else ""),
    )


def _right(posts: Sequence[Post]) -> Fraction:
    return Fraction(sum(_is_right(each) for each in posts), len(posts))
