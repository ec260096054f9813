"""`adviser conflicts` and `adviser resolve`: choose between two versions of one field."""

import argparse
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.errors import UsageError

if TYPE_CHECKING:
    from adviser_tui.services.sync.two_versions import Side, TwoVersions


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about two versions."""
    conflicts = commands.add_parser(
        "conflicts",
        parents=[shared],
        help="what two people changed without knowing of each other",
        description="List the fields that two people changed without knowing of each other, with "
        "both values, who wrote them and when.",
    )
    conflicts.add_argument(
        "--all", action="store_true", help="also those that are somebody else's to decide"
    )
    conflicts.add_argument("--settled", action="store_true", help="also those decided already")
    conflicts.set_defaults(run=run_conflicts)
    resolve = commands.add_parser(
        "resolve",
        parents=[shared],
        help="keep, take or edit one of two versions",
        description="Settle a pair of versions: `keep` what counts now, `take` the other, or "
        "`edit` to a third value. It is an ordinary change and can be undone.",
    )
    resolve.add_argument("id", metavar="ID", help="as `adviser conflicts` shows it")
    resolve.add_argument("how", metavar="HOW", choices=("keep", "take", "edit"), help="which one")
    resolve.add_argument("value", metavar="VALUE", nargs="?", help="with edit: the third value")
    resolve.set_defaults(run=run_resolve)


def run_conflicts(args: argparse.Namespace) -> int:
    """List the pairs of versions."""
    with caseload(args, only_reading=True) as office:
        rows = office.sync.conflicts.rows(everybody=args.all, settled=args.settled)
    lines: list[str] = []
    for row in rows:
        lines += [*_lines(row), ""]
    output.answer(
        args, {"conflicts": [_document(row) for row in rows]}, lines[:-1] or ["Nothing to choose."]
    )
    return 0


def run_resolve(args: argparse.Namespace) -> int:
    """Settle one pair."""
    if (args.how == "edit") != (args.value is not None):
        raise UsageError("VALUE goes with edit alone: `adviser resolve ID edit VALUE`.")
    with caseload(args) as office:
        card = office.sync.conflicts.find(args.id)
        if args.how == "keep":
            card = office.sync.conflicts.keep(card.id)
        elif args.how == "take":
            card = office.sync.conflicts.take(card.id)
        else:
            card = office.sync.conflicts.edit(card.id, args.value)
    words = f"Settled: {card.label.lower()} of {card.record} is {card.now or card.kept.words}."
    output.answer(
        args,
        {"ok": True, "conflict": _document(card)},
        [words, "`adviser sync` tells the others; `adviser undo` takes it back."],
    )
    return 0


def _document(row: "TwoVersions") -> dict[str, object]:
    return {
        "id": row.id,
        "kind": row.kind,
        "entity": row.entity,
        "row_id": row.row_id,
        "field": row.field,
        "record": row.record,
        "label": row.label,
        "sentence": row.sentence,
        "kept": _side(row.kept),
        "lost": _side(row.lost),
        "now": row.now,
        "settled": row.settled,
        "may_take": row.may_take,
        "why_not": row.why_not,
        "may_edit": row.may_edit,
        "choices": row.choices,
    }


def _side(side: "Side") -> dict[str, object]:
    return {"words": side.words, "value": side.value, "by": side.by, "at": side.at}


def _lines(row: "TwoVersions") -> list[str]:
    from adviser_tui.services.record_ids import short_id

    head = f"{short_id(row.id)}  {row.record}: {row.label}"
    if row.is_settled:
        return [f"{head} ({row.settled})"]
    lines = [head, f"  {row.sentence}", f"  counts now: {_said(row.kept)}"]
    lines.append(f"  the other:  {_said(row.lost)}")
    if row.now and row.now != row.kept.words:
        lines.append(f"  changed since: {row.now}")
    if row.why_not:
        lines.append(f"  {row.why_not}")
    return lines


def _said(side: "Side") -> str:
    at = f", {side.at}" if side.at else ""
    return f"{side.words} ({side.by}{at})"
