"""`adviser profile list`, `show`, `copy`, `check`, `use`: the rules that measures go by."""

import argparse
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.errors import RuleError

if TYPE_CHECKING:
    from adviser_tui.services.programmes import FigureRow, ProgrammeCard, ProgrammeRow, VersionRow


def add_to(doing: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about programmes' profiles beside those about people's."""
    listing = doing.add_parser("list", parents=[shared], help="the programmes there are rules for")
    listing.set_defaults(run=run_list)
    show = doing.add_parser("show", parents=[shared], help="what a programme asks for")
    show.add_argument(
        "profile", metavar="PROGRAMME", nargs="?", default="", help="such as ips; yours by default"
    )
    show.set_defaults(run=run_show)
    copy = doing.add_parser("copy", parents=[shared], help="make rules of your own from others")
    copy.add_argument("source", metavar="PROGRAMME", help="which to begin with, such as ips")
    copy.add_argument("new", metavar="NAME", help="what yours is called, such as mine")
    copy.add_argument(
        "--outcomes",
        nargs="+",
        default=[],
        metavar="FUNDER",
        help="whose outcomes count: plain, ipspc, whp, fss",
    )
    copy.set_defaults(run=run_copy)
    check = doing.add_parser("check", parents=[shared], help="name every mistake in such a file")
    check.add_argument("file", metavar="FILE", help="a file, or the name of rules of yours")
    check.set_defaults(run=run_check)
    use = doing.add_parser("use", parents=[shared], help="go by a programme's rules from now on")
    use.add_argument("profile", metavar="PROGRAMME", help="such as ips or mine")
    use.set_defaults(run=run_use)


def run_list(args: argparse.Namespace) -> int:
    """Print which programmes there are rules for."""
    with caseload(args, only_reading=True) as office:
        rows = office.programmes.rows()
        used = office.programmes.used()
    lines = [_line(each) for each in rows]
    if used.trouble:
        lines.append(used.trouble)
    document = {"profiles": rows, "used": used.id, "trouble": used.trouble}
    output.answer(args, document, lines)
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Print what a programme asks for, figure by figure with its source."""
    with caseload(args, only_reading=True) as office:
        card = office.programmes.card(args.profile)
        trouble = office.programmes.used().trouble if not args.profile else ""
    lines = [_line(card.row), *([card.note] if card.note else [])]
    lines += [_version(each) for each in card.versions]
    section = ""
    for each in sorted(card.figures, key=lambda figure: _place(card, figure)):
        if each.section != section:
            section = each.section
            lines.append(f"{section}:")
        lines.append(_figure(each))
    if card.ready:
        lines.append(f"Ready for other funders: {'; '.join(card.ready)}.")
    lines += [each for each in (card.weak, trouble) if each]
    output.answer(args, card, lines)
    return 0


def run_copy(args: argparse.Namespace) -> int:
    """Make a file of rules that can be edited."""
    with caseload(args) as office:
        path = office.programmes.copy(args.source, args.new, args.outcomes)
    new = path.stem
    lines = [
        f"The rules of {args.source.strip().casefold()} were copied to {path}.",
        f"Edit the file, then `adviser profile check {new}` and `adviser profile use {new}`.",
    ]
    output.answer(args, {"ok": True, "profile": new, "file": str(path)}, lines)
    return 0


def run_check(args: argparse.Namespace) -> int:
    """Name every mistake in a file of rules; it ends with 1 where there is any."""
    with caseload(args, only_reading=True) as office:
        reading = office.programmes.check(args.file)
    if reading.mistakes:
        many = len(reading.mistakes)
        raise RuleError(
            f"{args.file} has {'a mistake' if many == 1 else f'{many} mistakes'}:",
            tuple(str(each) for each in reading.mistakes),
        )
    versions = [
        {"version": each.version, "valid_from": each.valid_from} for each in reading.versions
    ]
    many = len(versions)
    words = f"{args.file} has no mistakes; it holds {many} version{'' if many == 1 else 's'}."
    output.answer(args, {"ok": True, "versions": versions}, [words])
    return 0


def run_use(args: argparse.Namespace) -> int:
    """Go by a programme's rules."""
    with caseload(args) as office:
        row = office.programmes.use(args.profile)
    words = f"Measures go by {row.name} ({row.id} {row.version}) from now on, past weeks too."
    output.answer(args, {"ok": True, "profile": row}, [words])
    return 0


def _line(row: "ProgrammeRow") -> str:
    mark = "in use" if row.is_used else ""
    if row.mistakes:
        many = len(row.mistakes)
        state = f"{many} mistake{'' if many == 1 else 's'}, `adviser profile check {row.id}`"
        return f"{row.id:<14}cannot be used: {state}" + (f"; {mark}" if mark else "")
    since = f" from {row.valid_from}" if row.valid_from else ""
    kind = "yours" if row.is_local else ""
    rest = ", ".join(each for each in (f"version {row.version}{since}", kind, mark) if each)
    return f"{row.id:<14}{row.name} ({rest})"


def _version(row: "VersionRow") -> str:
    since = f" from {row.valid_from}" if row.valid_from else ""
    now = ", holds today" if row.is_now else ""
    differs = f": {'; '.join(row.differs)}" if row.differs else ""
    return f"  version {row.version}{since}{now}{differs}."


def _place(card: "ProgrammeCard", figure: "FigureRow") -> int:
    """Return where the part of a figure first stands, so that its outcomes stand beside it."""
    return [each.section for each in card.figures].index(figure.section)


def _figure(figure: "FigureRow") -> str:
    source = f" ({figure.certainty_words})" if figure.certainty_words else ""
    return f"  {figure.label}: {figure.value}{source}"
