"""`adviser equity`: ask what people choose to say of themselves, and compare groups (M9)."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.errors import InputError

if TYPE_CHECKING:
    from adviser_tui.services.equity import Asked

_SAID = "CHARACTERISTIC=ANSWER"


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about fair access."""
    equity = commands.add_parser(
        "equity", help="ask what people say of themselves, and compare groups"
    )
    doing = equity.add_subparsers(metavar="WHAT", required=True, parser_class=type(equity))
    ask = doing.add_parser(
        "ask",
        parents=[shared],
        help="keep what somebody said, or see what was asked",
        description="Without an answer it shows what may be asked and what was asked already, "
        "never what was said. Any answer may be in the person's own words; “prefer not to say” is "
        "one, and an empty one takes theirs back.",
    )
    ask.add_argument("who", metavar="WHO", help="a participant")
    ask.add_argument(
        "said",
        metavar=_SAID,
        nargs="*",
        help="such as disability=yes; - reads them from the input, one a line, so that the shell "
        "remembers none",
    )
    ask.add_argument("--on", default="", metavar="DAY", help="when they were asked, today if none")
    ask.set_defaults(run=run_ask)
    listed = doing.add_parser(
        "list-characteristics", parents=[shared], help="what may be asked, with offered answers"
    )
    listed.set_defaults(run=run_list)
    summary = doing.add_parser(
        "summary",
        parents=[shared],
        help="compare groups; nothing about one person",
        description="How attention and jobs are shared out among groups of people, over twelve "
        "months. A ratio outside its band is where to ask first, and no verdict.",
    )
    summary.add_argument("--team", action="store_true", help="of the whole team; for its lead")
    summary.set_defaults(run=run_summary)


def run_ask(args: argparse.Namespace) -> int:
    """Keep what somebody said, or show which questions were asked."""
    from adviser_tui.services.words.dates import understand_day

    answers = dict(_split(each) for each in _typed(args.said))
    with caseload(args, only_reading=not answers) as office:
        person = office.lookup.participant(args.who)
        kept = 0
        if answers:
            desk = office.desk
            on = desk.today
            if args.on:
                on = understand_day(args.on, desk.today, desk.holidays, looking="back")
            kept = office.equity.record(person, answers, on)
        name = office.equity.name(person)
        asked = office.equity.of(person)
    if answers:
        many = "1 answer was" if kept == 1 else f"{kept} answers were"
        lines = [f"{name}: {many} kept. They are shown nowhere but in the form that asks."]
    else:
        lines = [name, *(f"  {each.characteristic:<14} {each.words}" for each in asked)]
    document = {
        "ok": True,
        "participant": person,
        "kept": kept,
        "asked": [_without_answer(each) for each in asked],
    }
    output.answer(args, document, lines)
    return 0


def run_list(args: argparse.Namespace) -> int:
    """Print what may be asked."""
    from seed.equity import characteristics

    found = characteristics()
    lines = []
    for each in found:
        lines.append(f"{each.id}: {each.question}")
        lines.append(f"    {', '.join(each.offered)}, or any words of their own")
    lines.append("“prefer not to say” is an answer to each.")
    output.answer(args, {"characteristics": found}, lines)
    return 0


def run_summary(args: argparse.Namespace) -> int:
    """Print how attention and jobs are shared out among groups."""
    from adviser_tui.services.measures.saying import heading
    from adviser_tui.services.measures.saying import said as told
    from adviser_tui.services.measures.sight import require_sight_of

    with caseload(args, only_reading=True) as office:
        whose = office.measures.team() if args.team else office.measures.myself()
        require_sight_of(office, whose.advisers)
        measured = office.measures.measure("M9", whose=whose)
    groups = tuple(each for each in measured.figures if each.key != "M9.parked")
    document = {
        "as_of": measured.as_of,
        "whose": measured.whose,
        "figures": [
            {"key": each.key, "label": each.label, "words": each.words, "note": each.note}
            for each in groups
        ],
        "notes": measured.notes,
    }
    output.answer(args, document, [heading(measured), "", *told(replace(measured, figures=groups))])
    return 0


def _typed(said: list[str]) -> list[str]:
    """Return the answers as they were given, from the input where that is asked for."""
    if said != ["-"]:
        return said
    import sys

    return [line for line in sys.stdin.read().splitlines() if line.strip()]


def _split(typed: str) -> tuple[str, str]:
    name, equals, answer = typed.partition("=")
    if not equals:
        raise InputError(
            f"“{typed[:30]}” is no answer. Write it as {_SAID}, such as disability=yes.", "said"
        )
    return name.strip(), answer.strip()


def _without_answer(asked: "Asked") -> dict[str, object]:
    """Return what was asked and when; what was said is for the form alone."""
    return {
        "characteristic": asked.characteristic,
        "asked_on": asked.asked_on,
        "is_with_lead": asked.is_with_lead,
    }
