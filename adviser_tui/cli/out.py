"""`adviser out` and `adviser back`: time out of the office, begun and ended (M3)."""

import argparse
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from adviser_tui.services.office import Office
    from adviser_tui.services.time_entries import Out

WITH = ("employer", "participant", "partner", "travel")


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add both commands."""
    out = commands.add_parser(
        "out", parents=[shared], help="go out of the office, and say with whom"
    )
    out.add_argument(
        "whom",
        nargs="*",
        metavar="WITH",
        help=f"{', '.join(WITH)}; nothing says only how it stands",
    )
    out.add_argument("--at", metavar="WHEN", help="since when, such as 10:40")
    out.set_defaults(run=run_out)
    back = commands.add_parser("back", parents=[shared], help="be back in the office")
    back.add_argument("--at", metavar="WHEN", help='since when, such as "yesterday 16:30"')
    back.set_defaults(run=run_back)


def run_out(args: argparse.Namespace) -> int:
    """Be out with somebody, or say how it stands."""
    whom = _whom(args)
    if not whom:
        return _say_how_it_stands(args)
    from models.kinds import TimeWith

    with caseload(args) as office:
        out = office.time_entries.go(TimeWith(whom), _moment(office, args.at))
    how = "`adviser back --at WHEN` ends it." if out.is_forgotten else "`adviser back` ends it."
    output.answer(args, {"ok": True, "out": out}, [f"{_sentence(out)} {how}"])
    return 0


def run_back(args: argparse.Namespace) -> int:
    """Be back in the office."""
    with caseload(args) as office:
        back = office.time_entries.back(_moment(office, args.at))
    output.answer(args, {"ok": True, "out": None, "back": back}, [f"Back: {back.words}."])
    return 0


def _whom(args: argparse.Namespace) -> str:
    """Return with whom, from `employer` or `with employer`; empty where nothing is said."""
    words: list[str] = [word.casefold() for word in args.whom]
    if words[:1] == ["with"]:
        words = words[1:]
    if not args.whom and not args.at:
        return ""
    if len(words) == 1 and words[0] in WITH:
        return words[0]
    raise UsageError(f"Say with whom you are out: {', '.join(WITH[:-1])} or {WITH[-1]}.")


def _say_how_it_stands(args: argparse.Namespace) -> int:
    with caseload(args, only_reading=True) as office:
        out = office.time_entries.current()
    words = "You are not out. `adviser out employer` begins it."
    if out is not None:
        words = _sentence(out)
    output.answer(args, {"ok": True, "out": out}, [words])
    return 0


def _sentence(out: "Out") -> str:
    return f"{out.words[:1].upper()}{out.words[1:]}{'' if out.is_forgotten else '.'}"


def _moment(office: "Office", text: str | None) -> "datetime | None":
    if not text:
        return None
    from adviser_tui.services.words.moments import understand_moment

    return understand_moment(text, office.desk.local_now, office.desk.holidays)
