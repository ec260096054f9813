"""`adviser pattern` and `adviser away`: when somebody works, and when they do not."""

import argparse
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload

if TYPE_CHECKING:
    from datetime import date

    from adviser_tui.services.office import Office
    from adviser_tui.services.working_time.patterns import AbsenceRow, Pattern

_OF = "whose, if not yours: a colleague's name or id"


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about working time."""
    pattern = commands.add_parser(
        "pattern", parents=[shared], help="when you work, for targets that are fair"
    )
    pattern.add_argument(
        "words",
        metavar="WORDS",
        nargs="*",
        help="such as mon-wed 60%% 22h30 from 2026-09-01; left from DAY; nothing to look",
    )
    pattern.add_argument("--back", metavar="ID", help="take a pattern back")
    pattern.add_argument("--of", metavar="COLLEAGUE", default="", help=_OF)
    pattern.set_defaults(run=run_pattern)
    away = commands.add_parser(
        "away", parents=[shared], help="days on which you are away or in training; never why"
    )
    away.add_argument(
        "words",
        metavar="WORDS",
        nargs="*",
        help="such as tue, fri afternoon, 21/12 to 31/12, training mon; nothing to look",
    )
    away.add_argument("--back", metavar="ID", nargs="+", default=[], help="take days away back")
    away.add_argument("--of", metavar="COLLEAGUE", default="", help=_OF)
    away.set_defaults(run=run_away)


def run_pattern(args: argparse.Namespace) -> int:
    """Show how somebody works, or write down how they do from a day on."""
    from adviser_tui.services.working_time.saying import say_pattern
    from adviser_tui.services.working_time.understanding import understand_pattern

    changes = bool(args.words or args.back)
    with caseload(args, only_reading=not changes) as office:
        whose, desk, time = _whose(office, args.of), office.desk, office.working_time
        lines = []
        if args.back:
            time.take_back_pattern(_id(args.back, [each.id for each in time.patterns(whose)]))
            lines.append("That pattern was taken back.")
        if args.words:
            now = time.pattern(whose)
            words = " ".join(args.words)
            draft = understand_pattern(words, desk.today, desk.holidays, now)
            kept = time.set_pattern(draft, whose)
            lines.append(f"From {kept.valid_from}: {say_pattern(kept)}.")
        document = {"ok": True, **_pattern_document(office, whose)}
        lines += [] if changes else _pattern_lines(office, whose)
        lines += [_this_week(office, whose)]
    output.answer(args, document, lines)
    return 0


def run_away(args: argparse.Namespace) -> int:
    """Show days away, write some down, or take some back."""
    from adviser_tui.services.working_time.saying import say_absence
    from adviser_tui.services.working_time.understanding import understand_absence

    changes = bool(args.words or args.back)
    with caseload(args, only_reading=not changes) as office:
        whose, desk, time = _whose(office, args.of), office.desk, office.working_time
        lines = []
        changed = None
        if args.back:
            begins = {each.id: each.first_on for each in time.absences(whose)}
            known = list(begins)
            ids = tuple(_id(each, known) for each in args.back)
            time.take_back_absences(ids)
            changed = begins[ids[0]]
            lines.append("Taken back." if len(ids) == 1 else f"{len(ids)} taken back.")
        added = ""
        if args.words:
            draft = understand_absence(" ".join(args.words), desk.today, desk.holidays)
            added, changed = time.add_absence(draft, whose), draft.first_on
            lines.append(f"Away: {say_absence(time.absence(added, whose), desk.today)}.")
        rows = time.absences(whose)
        coming = [each for each in rows if each.last_on >= _monday(office)]
        document = {
            "ok": True,
            "added_id": added or None,
            "absences": [_absence(each) for each in rows],
        }
        if not changes:
            lines += [f"{each.id[-8:]}  {say_absence(each, desk.today)}" for each in coming]
            lines += [] if coming else ["No days away from this week on."]
        lines += [_this_week(office, whose, changed)]
    output.answer(args, document, lines)
    return 0


def _monday(office: "Office") -> Any:
    from datetime import timedelta

    today = office.desk.today
    return today - timedelta(days=today.weekday())


def _whose(office: "Office", name: str) -> str:
    """Return whose time is meant; of a colleague's only a lead decides in a team."""
    if not name:
        return office.desk.me
    from adviser_tui.errors import RuleError
    from adviser_tui.services.measures.sight import may_see_others

    colleague = str(office.records.read("participant", "coach", name)["coach_id"] or "")
    if colleague != office.desk.me and not may_see_others(office):
        raise RuleError("Only a lead of the team writes down when colleagues work.")
    return colleague


def _id(text: str, known: list[str]) -> str:
    from adviser_tui.errors import NotFoundError

    wanted = text.strip().lower()
    found = [each for each in known if each.startswith(wanted) or each.endswith(wanted)]
    if len(wanted) < 4 or len(found) != 1:
        many = "More than one fits" if len(found) > 1 else "Nothing fits"
        raise NotFoundError(f"{many} “{text[:40]}”. Nothing was changed.", tuple(known[:5]))
    return found[0]


def _pattern_document(office: "Office", whose: str) -> dict[str, object]:
    from adviser_tui.services.measures.weekly_target import target_of
    from adviser_tui.services.working_time.patterns import DAY_WORDS

    days = office.working_time.days(adviser_id=whose)
    target = target_of(office.measures.scene(), whose)

    def told(pattern: "Pattern") -> dict[str, object]:
        return {
            "id": pattern.id,
            "valid_from": pattern.valid_from,
            "share": pattern.share,
            "days": [DAY_WORDS[day] for day in pattern.days],
            "weekly_minutes": pattern.weekly_minutes,
            "region": pattern.region,
        }

    return {
        "adviser_id": whose,
        "patterns": [told(each) for each in office.working_time.patterns(whose)],
        "week": {
            "scheduled": days.scheduled,
            "available": str(days.available),
            "holidays": days.holidays,
            "is_assumed": days.is_assumed,
            "target": target.target,
            "why": target.why,
        },
    }


def _pattern_lines(office: "Office", whose: str) -> list[str]:
    from adviser_tui.services.working_time.saying import say_pattern

    patterns = office.working_time.patterns(whose)
    if not patterns:
        return ["No pattern is written down: full time from Monday to Friday is taken."]
    return [f"{each.id[-8:]}  from {each.valid_from}: {say_pattern(each)}" for each in patterns]


def _this_week(office: "Office", whose: str, day: "date | None" = None) -> str:
    """Return what a week is worth and asks for: the one that a day lies in, or this one."""
    from adviser_tui.services.measures.period import Period
    from adviser_tui.services.measures.weekly_target import target_of
    from adviser_tui.services.words.say import say_date
    from adviser_tui.services.working_time.saying import say_working_days

    today = office.desk.today
    week = Period.week_of(day or today)
    name = f"The week from {say_date(week.first, today)}"
    days = say_working_days(office.working_time.days(week, whose))
    target = target_of(office.measures.scene(week), whose)
    asked = f"target {target.target}" if target.target is not None else f"no target: {target.why}"
    return f"{'This week' if today in week else name}: {days}; {asked}."


def _absence(row: "AbsenceRow") -> dict[str, object]:
    return {
        "id": row.id,
        "kind": row.kind,
        "first_on": row.first_on,
        "last_on": row.last_on,
        "part": row.part,
    }
