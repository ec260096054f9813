"""`adviser hand-over`: offer somebody to a colleague, accept, return, take back."""

import argparse
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload

if TYPE_CHECKING:
    from adviser_tui.services.hand_overs.rows import About, HandOverCard
    from adviser_tui.services.office import Office

_ONE = "the hand-over: its id, or the name of who is handed over"


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about hand-overs."""
    hand_over = commands.add_parser("hand-over", help="hand somebody over, or answer an offer")
    doing = hand_over.add_subparsers(metavar="WHAT", required=True, parser_class=type(hand_over))
    offer = doing.add_parser("offer", parents=[shared], help="offer somebody to a colleague")
    offer.add_argument("who", metavar="WHO", help="a participant or an employer")
    offer.add_argument("to", metavar="COLLEAGUE", help="the name or id of the colleague")
    offer.add_argument("--why", required=True, metavar="TEXT", help="why, in a few words")
    offer.add_argument("--note", default="", metavar="TEXT", help="what to know first")
    offer.add_argument(
        "--consent", default="", metavar="TEXT", help="what the participant said to it"
    )
    offer.add_argument("--employer", action="store_true", help="WHO is an employer")
    offer.set_defaults(run=run_offer)
    for name, words in (
        ("accept", "take over, with everything that is open"),
        ("return", "give it back with a word"),
        ("take-back", "withdraw an offer of yours"),
    ):
        parser = doing.add_parser(name, parents=[shared], help=words)
        parser.add_argument("which", metavar="HAND-OVER", help=_ONE)
        parser.add_argument(
            "--note", default="", metavar="TEXT", help="a word to your colleague about it"
        )
        parser.set_defaults(run=run_answer, answer=name)
    show = doing.add_parser("show", parents=[shared], help="what a hand-over brings along")
    show.add_argument("which", metavar="HAND-OVER", help=_ONE)
    show.set_defaults(run=run_show)
    rows = doing.add_parser("list", parents=[shared], help="who was offered to whom")
    rows.add_argument(
        "--show",
        choices=("to_me", "by_me", "open", "all"),
        default="all",
        metavar="PART",
        help="a part: to_me, by_me, open or all",
    )
    rows.set_defaults(run=run_list)


def run_offer(args: argparse.Namespace) -> int:
    """Offer somebody to a colleague."""
    from adviser_tui.services.hand_overs.service import Offer

    with caseload(args) as office:
        about, about_id = _whom(office, args)
        to = str(office.records.read("participant", "coach", args.to)["coach_id"] or "")
        wish = Offer(about, about_id, to, args.why, args.note, args.consent)
        card = office.hand_overs.card(office.hand_overs.offer(wish))
    return _said(args, card)


def run_answer(args: argparse.Namespace) -> int:
    """Accept, return or take back."""
    with caseload(args) as office:
        found = _which(office, args.which)
        moved = 0
        if args.answer == "accept":
            moved = office.hand_overs.accept(found, args.note)
        elif args.answer == "return":
            office.hand_overs.give_back(found, args.note)
        else:
            office.hand_overs.take_back(found, args.note)
        card = office.hand_overs.card(found)
    return _said(args, card, moved)


def run_show(args: argparse.Namespace) -> int:
    """Print a hand-over with its pack."""
    with caseload(args, only_reading=True) as office:
        card = office.hand_overs.card(_which(office, args.which))
    row = card.row
    lines = [f"{row.name}: {row.words}."]
    told = (("Why", row.why), ("To know first", row.note), ("They said", row.consent))
    lines += [f"  {label}: {value}" for label, value in told if value]
    for part in card.pack:
        lines.append(f"{part.title}:")
        lines += [
            f"  {line.words}, {line.on:%d %b %Y}" if line.on else f"  {line.words}"
            for line in part.lines
        ]
    output.answer(args, {"hand_over": row, "pack": card.pack}, lines)
    return 0


def run_list(args: argparse.Namespace) -> int:
    """Print who was offered to whom."""
    with caseload(args, only_reading=True) as office:
        rows = office.hand_overs.rows(args.show)
    lines = [f"{row.id[:13]}  {output.fit(row.name, 26)} {row.words}" for row in rows]
    output.answer(args, {"hand_overs": rows}, lines or ["Nobody was handed over."])
    return 0


def _whom(office: "Office", args: argparse.Namespace) -> "tuple[About, str]":
    """Return who is meant: a participant, unless an employer is asked for or found by its id."""
    if args.employer:
        return "employer", office.lookup.employer(args.who)
    from adviser_tui.services.records.finding import find_record

    found = find_record(office, args.who, ("participant", "employer"))
    return ("employer" if found.table == "employer" else "participant"), found.id


def _which(office: "Office", typed: str) -> str:
    """Return the hand-over that an id, its beginning or a name means; an open one first."""
    from adviser_tui.errors import NotFoundError

    low = typed.strip().casefold()
    rows = office.hand_overs.rows("all")
    by_id = [row for row in rows if len(low) >= 8 and row.id.startswith(low)]
    by_name = [row for row in rows if low and low in row.name.casefold()]
    found = by_id or by_name
    waiting = [row for row in found if row.state == "offered"]
    for part in (waiting, found):
        if len(part) == 1:
            return part[0].id
    names = tuple(f"{row.id[:13]} {row.name}, {row.words}" for row in found)
    problem = "More than one hand-over fits" if found else "There is no hand-over of"
    raise NotFoundError(f"{problem} “{typed}”. Nothing was changed.", names[:12])


def _said(args: argparse.Namespace, card: "HandOverCard", moved: int = 0) -> int:
    row = card.row
    came = f" {moved} open came along." if moved else ""
    document = {"ok": True, "hand_over": row, "moved": moved}
    output.answer(args, document, [f"{row.name}: {row.words}.{came}"])
    return 0
