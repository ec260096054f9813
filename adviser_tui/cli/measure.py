"""`adviser measure`: the measures M1 to M15, each with what it is made of."""

import argparse
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.errors import InputError

if TYPE_CHECKING:
    from adviser_tui.services.measures.figure import Measured
    from adviser_tui.services.measures.period import Period
    from adviser_tui.services.measures.scene import Whose
    from adviser_tui.services.office import Office
    from seed.profile_rules import Profile


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `adviser measure`."""
    measure = commands.add_parser(
        "measure", parents=[shared], help="what the work came to, M1 to M15, and why"
    )
    measure.add_argument("measure", metavar="MEASURE", help="M1 to M15, or all")
    when = measure.add_mutually_exclusive_group()
    when.add_argument("--week", metavar="WEEK", help="2026-W47, or a day in it; else this week")
    when.add_argument("--month", metavar="MONTH", help="2026-11, or a day in it")
    measure.add_argument("--profile", metavar="ID", help="count by the rules of another programme")
    whose = measure.add_mutually_exclusive_group()
    whose.add_argument("--team", action="store_true", help="the team's taken together")
    whose.add_argument("--of", metavar="COLLEAGUE", help="a colleague's: the name or the id")
    measure.add_argument("--rows", action="store_true", help="with the rows behind every figure")
    measure.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print one measure or all of them."""
    from adviser_tui.services.measures.documents import as_document
    from adviser_tui.services.measures.saying import heading, said

    with caseload(args, only_reading=True) as office:
        period, whose = period_of(office, args), whose_of(office, args)
        rules = profile_of(office, args.profile, period)
        name = args.measure.strip().casefold()
        found: tuple[Measured, ...]
        if name == "all":
            found = office.measures.all(period, whose, rules)
        else:
            found = (office.measures.measure(name, period, whose, rules),)
        lines = [heading(found[0])]
        describe = office.measures.describe if args.rows else None
        for each in found:
            lines += ["", *said(each, describe)] if not args.json else []
    documents = [as_document(each, rows=args.rows) for each in found]
    document = documents[0] if name != "all" else {"measures": documents}
    output.answer(args, document, lines)
    return 0


def period_of(office: "Office", args: argparse.Namespace) -> "Period":
    """Return the week or month that is asked for, this week by default."""
    import re
    from datetime import date

    from adviser_tui.services.measures.period import Period

    desk = office.desk
    month = getattr(args, "month", None)
    if month:
        found = re.fullmatch(r"(\d{4})-(\d{1,2})", month.strip())
        if found is None:
            return Period.month_of(_day(office, month))
        try:
            return Period.month_of(date(int(found[1]), int(found[2]), 1))
        except ValueError as error:
            raise InputError(f"There is no month {month[:30]}.", "month") from error
    week = args.week
    if not week:
        return Period.week_of(desk.today)
    if re.fullmatch(r"\d{4}-?W\d{1,2}", week.strip(), re.IGNORECASE):
        return Period.week_named(week)
    return Period.week_of(_day(office, week))


def whose_of(office: "Office", args: argparse.Namespace) -> "Whose":
    """Return whose figures are asked for, where they may be looked at."""
    from adviser_tui.services.measures.scene import Whose
    from adviser_tui.services.measures.sight import require_sight_of

    measures = office.measures
    if getattr(args, "of", None):
        colleague = str(office.records.read("participant", "coach", args.of)["coach_id"] or "")
        whose = Whose((colleague,), measures.name_of(colleague))
    else:
        whose = measures.team() if args.team else measures.myself()
    require_sight_of(office, whose.advisers)
    return whose


def profile_of(office: "Office", name: str | None, period: "Period") -> "Profile | None":
    """Return the profile that is asked for as it was in a period, nothing for the programme's own.

    This caseload's own profiles are among those that can be asked for.
    """
    if not name:
        return None
    from adviser_tui.paths import profiles_dir
    from seed.profiles import profiles

    local = profiles_dir(office.database.folder)
    known = {each.id: each for each in profiles(period.last, local)}
    found = known.get(name.strip().casefold())
    if found is None:
        raise InputError(
            f"There is no profile “{name[:30]}”. There are {', '.join(sorted(known))}.", "profile"
        )
    return found


def _day(office: "Office", text: str) -> Any:
    from adviser_tui.services.words.dates import understand_day

    return understand_day(text, office.desk.today, office.desk.holidays, looking="back")
