"""`adviser diary` and `adviser week`: a week as it was and is planned, and its count."""

import argparse
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from adviser_tui.services.office import Office


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about a week."""
    diary = commands.add_parser("diary", parents=[shared], help="a week, day by day")
    diary.add_argument("--plain", action="store_true", help="sentences, for a screen reader")
    diary.add_argument("--week", metavar="WEEK", help="2026-W47, or a day in it")
    diary.add_argument("--everybody", action="store_true", help="the whole team's")
    diary.set_defaults(run=run_diary)
    week = commands.add_parser(
        "week", parents=[shared], help="the week's contacts with employers and their target"
    )
    week.add_argument("--week", metavar="WEEK", help="2026-W47, or a day in it")
    week.add_argument("--target", metavar="NUMBER", help="set it; off for none, programme for its")
    week.set_defaults(run=run_week)


def run_diary(args: argparse.Namespace) -> int:
    """Print a week of the diary."""
    with caseload(args, only_reading=True) as office:
        week = office.diary.week(_day(office, args.week), everybody=args.everybody)
    lines = [week.name + (f": {week.away_words}." if week.away_words else ".")]
    for day in week.days:
        if day.entries or day.note:
            note = f", {day.note}" if day.note else ""
            lines.append(f"{day.name}{note}:")
        for entry in day.entries:
            clock = f"{entry.time} " if entry.time else ""
            minutes = f", {entry.minutes} minutes" if entry.minutes else ""
            late = ", overdue" if entry.is_overdue else ""
            subject = f"{entry.subject}: " if entry.subject else ""
            lines.append(f"  {clock}{subject}{entry.what}{minutes}{late}")
    output.answer(args, week, lines)
    return 0


def run_week(args: argparse.Namespace) -> int:
    """Print the week's count, after setting its target where one is given."""
    from adviser_tui.services.measures.period import Period
    from adviser_tui.services.measures.weekly_target import target_of

    with caseload(args, only_reading=not args.target) as office:
        kept = _set_target(office, args.target) if args.target else ""
        week = office.weekly.week(_day(office, args.week))
        scene = office.measures.scene(Period(week.first, week.last))
        target = target_of(scene, office.desk.me)
        trouble = scene.profile.trouble
    rest = [f"{week.companion}."] if week.counted else []
    rest += [f"{week.note[0].upper()}{week.note[1:]}."] if week.note else []
    rest += [week.to_do] if week.to_do else []
    made_of = "Target" if target.target is not None else "No target"
    rest += [f"{made_of}: {target.why}.", *([trouble] if trouble else [])]
    rest += [kept] if kept else []
    output.answer(args, week, [f"Employer contacts: {week.words}.", *rest])
    return 0


def _set_target(office: "Office", text: str) -> str:
    """Set what a full week asks for, from this week on, and say what was kept."""
    word = text.strip().casefold()
    if word == "programme":
        office.targets.follow_programme()
        return "Kept: the target of the programme, from this week on."
    if word == "off":
        office.targets.switch_off()
        return "Kept: no target, from this week on."
    if word.isdecimal() and len(word) <= 4:
        office.targets.set(int(word))
        return f"Kept: {int(word)} for a full week, from this week on."
    raise InputError("A target is a number, off, or programme.", "target")


def _day(office: "Office", text: str | None) -> "date | None":
    import re

    if text is None:
        return None
    if re.fullmatch(r"\d{4}-?W\d{1,2}", text.strip(), re.IGNORECASE) is None:
        from adviser_tui.services.words.dates import understand_day

        return understand_day(text, office.desk.today, office.desk.holidays, looking="back")
    from adviser_tui.services.measures.period import Period

    return Period.week_named(text).first
