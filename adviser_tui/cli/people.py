"""`adviser people`, `adviser consent`, `adviser profile`: the caseload and what people choose."""

import argparse
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output, programme
from adviser_tui.cli.opening import caseload
from adviser_tui.cli.owed import day_of

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.services.participants.card import ConsentLine

LEVELS = ("nothing", "support_only", "named", "more")
SCOPES = ("employer", "partner", "data_sharing")
_ASKED = "how much is asked for: nothing, support_only, named or more"
_TOLD = "how much may be told: nothing, support_only, named or more"
_OWN_WORDS = "what they said, in their own words"
_WHOM = "towards whom: employer, partner or data_sharing"


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about participants."""
    people = commands.add_parser(
        "people", parents=[shared], help="the participants of your caseload"
    )
    people.add_argument("--plain", action="store_true", help="sentences, for a screen reader")
    people.add_argument(
        "--show",
        choices=("current", "mine", "deputy", "parked", "in_work", "away", "left", "all"),
        default="current",
        metavar="PART",
        help="a part: current, mine, deputy, parked, in_work, away, left or all",
    )
    people.set_defaults(run=run_people)
    _register_consent(commands, shared)
    profile = commands.add_parser(
        "profile", help="a person's profile agreed or reviewed; programmes' rules"
    )
    doing = profile.add_subparsers(metavar="WHAT", required=True, parser_class=type(profile))
    for name, words in (("agree", "it was agreed with the person"), ("review", "look at it again")):
        parser = doing.add_parser(name, parents=[shared], help=words)
        parser.add_argument("participant", metavar="PARTICIPANT", help="a name or an id")
        parser.set_defaults(run=run_profile, agree=name == "agree")
    programme.add_to(doing, shared)


def _register_consent(commands: Any, shared: argparse.ArgumentParser) -> None:
    consent = commands.add_parser("consent", help="ask what may be shared, and keep the answer")
    doing = consent.add_subparsers(metavar="WHAT", required=True, parser_class=type(consent))
    ask = doing.add_parser("ask", parents=[shared], help="note that it was asked")
    _about(ask)
    ask.add_argument("--by", required=True, metavar="DAY", help="the day to answer by")
    ask.add_argument("--level", choices=LEVELS, default="named", metavar="LEVEL", help=_ASKED)
    ask.set_defaults(run=run_ask)
    give = doing.add_parser("give", parents=[shared], help="they said yes")
    _about(give)
    give.add_argument("--level", choices=LEVELS, default="named", metavar="LEVEL", help=_TOLD)
    give.add_argument("--words", default="", metavar="TEXT", help=_OWN_WORDS)
    give.add_argument("--said-by", default="", metavar="NAME", help="who said it, if not they")
    give.add_argument("--until", metavar="DAY", help="how long it holds")
    give.add_argument(
        "--share",
        action="append",
        default=[],
        metavar="TEXT",
        help="what else may be told, at the level more",
    )
    give.set_defaults(run=run_give)
    for name, words in (("refuse", "they said no"), ("withdraw", "they took it back")):
        parser = doing.add_parser(name, parents=[shared], help=words)
        _about(parser)
        parser.add_argument("--words", default="", metavar="TEXT", help=_OWN_WORDS)
        parser.set_defaults(run=run_end, refuse=name == "refuse")
    late = doing.add_parser(
        "unanswered", parents=[shared], help="close what was not answered in time"
    )
    late.set_defaults(run=run_unanswered)


def _about(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("participant", metavar="PARTICIPANT", help="a name or an id")
    parser.add_argument(
        "vacancy", metavar="VACANCY", nargs="?", help="for one vacancy; left out, it holds for all"
    )
    parser.add_argument("--scope", choices=SCOPES, default="employer", metavar="SCOPE", help=_WHOM)


def run_people(args: argparse.Namespace) -> int:
    """Print the caseload."""
    with caseload(args, only_reading=True) as office:
        rows = office.participants.rows(args.show)
    lines = []
    for row in rows:
        step = f"{row.next_step.what}, {row.next_step.due_words}" if row.next_step else "no step"
        quiet = _ago(row.quiet_days)
        aside = f" ({', '.join(row.flags)})" if row.flags else ""
        if args.plain:
            line = f"{row.name}: {row.stage_words}. Next: {step}. Last: {quiet}.{aside}"
        else:
            line = (
                f"{output.fit(row.name, 26)} {output.fit(row.stage_words, 16)} "
                f"{output.fit(step, 40)} {quiet}{aside}"
            )
        lines.append(line)
    output.answer(args, {"participants": rows}, lines or ["Nobody is in this part of the list."])
    return 0


def _ago(days: int | None) -> str:
    from adviser_tui.services.words.say import say_ago

    return "never" if days is None else say_ago(days)


def run_ask(args: argparse.Namespace) -> int:
    """Note that a choice was asked for."""
    from models.kinds import ConsentScope, DisclosureLevel

    with caseload(args) as office:
        person, vacancy = _whose(office, args)
        consent = office.consents.ask(
            person,
            day_of(office, args.by),
            vacancy_id=vacancy,
            scope=ConsentScope(args.scope),
            level=DisclosureLevel(args.level),
        )
        return _answer(args, office, person, consent)


def run_give(args: argparse.Namespace) -> int:
    """Keep a yes."""
    from adviser_tui.services.participants.consents import ConsentAnswer
    from models.kinds import ConsentScope, DisclosureLevel

    with caseload(args) as office:
        person, vacancy = _whose(office, args)
        answer = ConsentAnswer(
            level=DisclosureLevel(args.level),
            own_words=args.words,
            said_by=args.said_by,
            valid_to=day_of(office, args.until) if args.until else None,
            may_share=tuple(args.share),
        )
        scope = ConsentScope(args.scope)
        consent = office.consents.record(person, answer, vacancy_id=vacancy, scope=scope)
        return _answer(args, office, person, consent)


def run_end(args: argparse.Namespace) -> int:
    """Keep a no, or that a choice was taken back."""
    from adviser_tui.errors import NotFoundError

    with caseload(args) as office:
        person, vacancy = _whose(office, args)
        ended = ("refused", "withdrawn") if args.refuse else ("withdrawn",)
        found = [
            line
            for line in office.participants.card(person).consents
            if line.scope == args.scope
            and line.vacancy_id == (vacancy or "")
            and line.state not in ended
        ]
        if not found:
            raise NotFoundError("There is no such choice of theirs on record. Nothing was changed.")
        end = office.consents.refuse if args.refuse else office.consents.withdraw
        end(found[0].id, args.words)
        return _answer(args, office, person, found[0].id)


def run_unanswered(args: argparse.Namespace) -> int:
    """Close the questions whose day has passed."""
    with caseload(args) as office:
        many = office.consents.note_unanswered()
    output.answer(args, {"ok": True, "no_answer": many}, [f"{many} not answered in time."])
    return 0


def run_profile(args: argparse.Namespace) -> int:
    """Agree a profile, or ask for its review."""
    with caseload(args) as office:
        person = office.lookup.participant(args.participant)
        if args.agree:
            office.profiles.agree(person)
        else:
            office.profiles.ask_review(person)
        card = office.participants.card(person)
    state = card.profile.state_words if card.profile else ""
    document = {"ok": True, "participant_id": person, "profile": card.profile}
    output.answer(args, document, [f"{card.name}: profile {state}."])
    return 0


def _whose(office: "Office", args: argparse.Namespace) -> tuple[str, str | None]:
    person = office.lookup.participant(args.participant)
    return person, office.lookup.vacancy(args.vacancy) if args.vacancy else None


def _answer(args: argparse.Namespace, office: "Office", person: str, consent: str) -> int:
    card = office.participants.card(person)
    line: ConsentLine = next(each for each in card.consents if each.id == consent)
    words = f"{card.name}, {line.about}: {line.words}."
    output.answer(args, {"ok": True, "participant_id": person, "consent": line}, [words])
    return 0
