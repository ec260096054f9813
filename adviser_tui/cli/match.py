"""`adviser check`, `adviser submit`, `adviser outcome`: the match sheet and what comes of it."""

import argparse
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload

if TYPE_CHECKING:
    from datetime import date

    from adviser_tui.services.office import Office

_WHO = "an id, its end or its beginning, or words that fit one alone"


class _AddOverride(argparse.Action):
    """Begin an override; the `--action` and `--due` after it belong to it."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        namespace.overrides = [*namespace.overrides, {"text": values, "action": "", "due": ""}]


class _OfLastOverride(argparse.Action):
    """Give the override before it its action or its day."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        if not namespace.overrides:
            parser.error(f"{option_string} belongs to the --override before it")
        *before, last = namespace.overrides
        namespace.overrides = [*before, {**last, str(option_string).lstrip("-"): values}]


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about matching somebody with a vacancy."""
    check = commands.add_parser(
        "check", parents=[shared], help="the match sheet of a participant and a vacancy"
    )
    _add_pair(check)
    check.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="ITEM=VALUE[:NOTE]",
        help="yes, no, na, declined or unknown; for C2 also support_only, named or more",
    )
    check.add_argument(
        "--override",
        action=_AddOverride,
        dest="overrides",
        default=[],
        metavar="ITEM=REASON",
        help="pass over an unmet item, with a reason of at least 15 letters",
    )
    check.add_argument(
        "--action",
        action=_OfLastOverride,
        metavar="TEXT",
        default=argparse.SUPPRESS,
        help="what is done about it",
    )
    check.add_argument(
        "--due",
        action=_OfLastOverride,
        metavar="DAY",
        default=argparse.SUPPRESS,
        help="and by when",
    )
    check.add_argument(
        "--pitch", metavar="TEXT", help="why this person for this job, in one sentence"
    )
    check.add_argument(
        "--follow-ups", action="store_true", help="put every missing item into the diary"
    )
    check.set_defaults(run=run_check)
    submit = commands.add_parser(
        "submit", parents=[shared], help="put somebody forward, if the sheet allows it"
    )
    _add_pair(submit)
    submit.add_argument("--channel", metavar="WAY", help="visit, call, video, email or text")
    submit.add_argument(
        "--batch", default="", metavar="WORD", help="a word that those sent together share"
    )
    submit.set_defaults(run=run_submit)
    outcome = commands.add_parser("outcome", parents=[shared], help="note how a submission went")
    outcome.add_argument("submission", metavar="SUBMISSION", help="its id, or PARTICIPANT/VACANCY")
    outcome.add_argument("state", metavar="STATE", help="such as interview_booked or offered")
    outcome.add_argument("--reason", default="", help="for a no, such as missing_must_have")
    outcome.add_argument("--note", default="", metavar="TEXT", help="what was said about it")
    outcome.add_argument("--when", default="", help="day and time of the interview: tue 10:30")
    outcome.add_argument(
        "--follow-ups", action="store_true", help="put what to mend next time into the diary"
    )
    outcome.set_defaults(run=run_outcome)


def _add_pair(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("participant", metavar="PARTICIPANT", help=_WHO)
    parser.add_argument("vacancy", metavar="VACANCY", help=_WHO)


def run_check(args: argparse.Namespace) -> int:
    """Show the sheet of a participant and a vacancy, after answering what was given."""
    from adviser_tui.cli.match_words import sheet_document, sheet_lines
    from adviser_tui.services.measures.learning import learned_here

    changes = bool(args.answer or args.overrides or args.pitch is not None or args.follow_ups)
    made: tuple[str, ...] = ()
    with caseload(args, only_reading=not changes) as office:
        pair = (office.lookup.participant(args.participant), office.lookup.vacancy(args.vacancy))
        if changes:
            made = _fill(office, args, pair)
        card = office.match_sheets.open(*pair)
        learned = learned_here(office)
    output.answer(args, sheet_document(card, made, learned), sheet_lines(card, made, learned))
    return 0


def _fill(office: "Office", args: argparse.Namespace, pair: tuple[str, str]) -> tuple[str, ...]:
    """Answer, override and plan in one action, so that one undo takes all of it back."""
    from adviser_tui.cli.match_parsing import read_answer, read_override

    sheets = office.match_sheets
    answers = [read_answer(text, sheets.template) for text in args.answer]
    overrides = [(*read_override(each["text"]), each) for each in args.overrides]
    with office.database.write():
        if args.pitch is not None:
            sheets.set_pitch(*pair, args.pitch)
        if answers:
            sheets.answer_many(*pair, answers)
        for item, reason, each in overrides:
            due = _day(office, each["due"]) if each["due"] else None
            sheets.override(*pair, item, reason, each["action"], due)
        return sheets.make_all_follow_ups(*pair) if args.follow_ups else ()


def run_submit(args: argparse.Namespace) -> int:
    """Put somebody forward; what the sheet does not allow is refused in a sentence."""
    from adviser_tui.cli.match_parsing import read_channel
    from adviser_tui.cli.match_words import submission_document, submission_lines

    channel = read_channel(args.channel) if args.channel else None
    with caseload(args) as office:
        pair = (office.lookup.participant(args.participant), office.lookup.vacancy(args.vacancy))
        card = office.submissions.submit(*pair, channel=channel, batch=args.batch)
        owed = office.submissions.owed(card.row.id)
    output.answer(args, submission_document(card, owed), submission_lines(card, owed))
    return 0


def run_outcome(args: argparse.Namespace) -> int:
    """Record how a submission went, with what to mend next time."""
    from adviser_tui.cli.match_parsing import find_submission, read_state
    from adviser_tui.cli.match_words import submission_document, submission_lines
    from adviser_tui.services.submissions.service import Outcome

    happened = Outcome(
        read_state(args.state), args.reason, args.note, args.when or None, args.follow_ups
    )
    with caseload(args) as office:
        card = office.submissions.outcome(find_submission(office, args.submission), happened)
        owed = office.submissions.owed(card.row.id)
    output.answer(args, submission_document(card, owed), submission_lines(card, owed))
    return 0


def _day(office: "Office", text: str) -> "date":
    from adviser_tui.services.words.dates import understand_day

    return understand_day(text, office.desk.today, office.desk.holidays)
