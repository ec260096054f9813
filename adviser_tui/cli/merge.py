"""`adviser merge`, `adviser group`: doubles made one or told apart, branches under their parent."""

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.errors import InputError, RuleError, UsageError

if TYPE_CHECKING:
    from adviser_tui.services.merging.comparison import Choice, Comparison, FieldPair, Kind, Stamp
    from adviser_tui.services.office import Office


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about doubles and branches."""
    merge = commands.add_parser("merge", parents=[shared], help="make one of two records")
    merge.add_argument("keep", metavar="KEEP", help="the record that is kept: its id or name")
    merge.add_argument("other", metavar="OTHER", help="the record that goes into it")
    merge.add_argument(
        "--take",
        nargs="+",
        action="extend",
        default=[],
        metavar="FIELD=SIDE",
        help="keep, other or both for a field, where what is proposed is not right",
    )
    merge.add_argument(
        "--set",
        dest="given",
        nargs="+",
        action="extend",
        default=[],
        metavar="FIELD=VALUE",
        help="a value of its own for a field",
    )
    merge.add_argument(
        "--apart",
        nargs="+",
        action="extend",
        default=[],
        metavar="ID",
        help="a site or person of OTHER that stays on its own",
    )
    merge.add_argument("--even-so", action="store_true", help="yes to what needs an explicit yes")
    merge.add_argument("--dry-run", action="store_true", help="show it and change nothing")
    merge.add_argument(
        "--not-same", action="store_true", help="remember that they are two, and change nothing"
    )
    merge.set_defaults(run=run_merge)
    group = commands.add_parser("group", parents=[shared], help="branches under their parent")
    group.add_argument(
        "parent", metavar="PARENT", nargs="?", help="the parent company: its id or name"
    )
    group.add_argument("branches", nargs="*", metavar="BRANCH", help="its branches, by id or name")
    group.add_argument(
        "--take-out", action="store_true", help="let these employers stand on their own again"
    )
    group.add_argument(
        "--propose", action="store_true", help="show employers that may be branches of one company"
    )
    group.set_defaults(run=run_group)


def run_merge(args: argparse.Namespace) -> int:
    """Show two records side by side, make one of them, or note that they are two."""
    with caseload(args, only_reading=args.dry_run) as office:
        kind, keep, other = _two(office, args.keep, args.other)
        if args.not_same:
            if args.dry_run:
                raise UsageError("--dry-run shows a merge; --not-same makes none. Leave one out.")
            office.merging.not_same(kind, keep, other)
            document: dict[str, object] = {"ok": True, "kind": kind, "not_same": [keep, other]}
            output.answer(args, document, ["Remembered: they are two, and not asked about again."])
            return 0
        seen = office.merging.compare(kind, keep, other)
        choices = _choices(seen, args.take, args.given)
        if args.dry_run:
            output.answer(args, _document(seen, choices), _lines(seen, choices))
            return 0
        apart = [_child(seen, each) for each in args.apart]
        merged = office.merging.merge(kind, keep, other, choices, even_so=args.even_so, apart=apart)
    moved = f" {merged.moved} moved." if merged.moved else ""
    words = (
        f"Merged {seen.other.label} into {seen.keep.label}.{moved} `adviser undo` takes it back."
    )
    done = {"ok": True, "kind": kind, "id": merged.id, "gone": merged.gone, "moved": _moved(seen)}
    output.answer(args, done, [words])
    return 0


def run_group(args: argparse.Namespace) -> int:
    """Put branches under their parent, take them out, or show the group."""
    if args.propose:
        return _propose(args)
    if not args.parent:
        raise UsageError("Name the parent company, or see --propose for likely groups.")
    with caseload(args, only_reading=not args.branches and not args.take_out) as office:
        parent = office.lookup.employer(args.parent)
        branches = [office.lookup.employer(each) for each in args.branches]
        if args.take_out:
            count = office.groups.take_out([parent, *branches])
            said = f"{count} taken out of their group."
        elif branches:
            count = office.groups.put_under(parent, branches)
            said = f"{count} put under their parent."
        else:
            count, said = 0, ""
        lines = office.groups.branches_of(parent)
    listed = [f"{line.label}  {line.id}" for line in lines]
    words = [said] if said else listed or ["It has no branches."]
    document = {
        "ok": True,
        "parent": parent,
        "changed": count,
        "branches": [{"id": line.id, "name": line.name, "town": line.town} for line in lines],
    }
    output.answer(args, document, words)
    return 0


def _propose(args: argparse.Namespace) -> int:
    """Show what may be branches of one company; nothing is changed."""
    from adviser_tui.services.duplicates.branches import propose_groups

    with caseload(args, only_reading=True) as office:
        groups = propose_groups(office.database)
    lines = []
    for group in groups:
        parent = group.parent_id or group.members[0].id
        others = " ".join(each.id for each in group.members if each.id != parent)
        lines.append(f"{group.brand}: {len(group.members)} employers, {group.reason}.")
        lines.append(f"  adviser group {parent} {others}")
    document = {
        "ok": True,
        "groups": [
            {
                "brand": group.brand,
                "reason": group.reason,
                "parent": group.parent_id,
                "members": [
                    {"id": each.id, "name": each.name, "town": each.town} for each in group.members
                ],
            }
            for group in groups
        ],
    }
    output.answer(args, document, lines or ["No employers look like branches of one company."])
    return 0


def _two(office: "Office", keep: str, other: str) -> "tuple[Kind, str, str]":
    """Return what both are and their ids; raises where they are of two kinds."""
    from adviser_tui.services.merging.fields import TABLES

    kinds = {table: kind for kind, table in TABLES.items()}
    one, two = office.records.find(keep), office.records.find(other)
    if one.table != two.table:
        raise RuleError(
            f"{one.name} is a {one.kind} and {two.name} a {two.kind}; only two of a kind can be "
            "one. Nothing was changed."
        )
    if one.table not in kinds:
        raise RuleError(f"A {one.kind} is never merged. Nothing was changed.")
    return kinds[one.table], one.id, two.id


def _choices(seen: "Comparison", take: Iterable[str], given: Iterable[str]) -> "dict[str, Choice]":
    from adviser_tui.cli.records import pairs
    from adviser_tui.services.merging.comparison import Typed

    found: dict[str, Choice] = {}
    for name, side in pairs(take).items():
        if side not in ("keep", "other", "both"):
            raise InputError(f"“{side[:20]}” is no side; take keep, other or both.", name)
        found[_field(seen, name)] = side  # type: ignore[assignment]
    found.update({_field(seen, name): Typed(text) for name, text in pairs(given).items()})
    return found


def _field(seen: "Comparison", name: str) -> str:
    pair = seen.field(name)
    return pair.name if pair else name.strip().casefold().replace("-", "_")


def _child(seen: "Comparison", text: str) -> str:
    """Return the id of the site or person of the other one that an id or its beginning means."""
    found = [one.other_id for one in seen.together if one.other_id.startswith(text.strip().lower())]
    if len(found) != 1:
        known = ", ".join(one.other_id for one in seen.together) or "none"
        raise InputError(f"“{text[:40]}” is none of what becomes one with them: {known}.", "apart")
    return found[0]


def _moved(seen: "Comparison") -> dict[str, int]:
    return {move.table: move.count for move in seen.moves}


def _document(seen: "Comparison", choices: "dict[str, Choice]") -> dict[str, object]:
    return {
        "ok": True,
        "kind": seen.kind,
        "keep": {"id": seen.keep.id, "name": seen.keep.label},
        "other": {"id": seen.other.id, "name": seen.other.label},
        "fields": [
            {
                "name": pair.name,
                "differs": pair.differs,
                "keep": pair.keep,
                "other": pair.other,
                "keep_changed": _stamp(pair.keep_stamp),
                "other_changed": _stamp(pair.other_stamp),
                "proposed": pair.proposed,
                "why": pair.why,
                "result": seen.result(pair, choices),
            }
            for pair in seen.fields
        ],
        "moves": _moved(seen),
        "together": [
            {"kind": one.kind, "keep": one.keep_id, "other": one.other_id, "why": one.why}
            for one in seen.together
        ],
        "cautions": [each.words for each in seen.cautions],
        "must_confirm": list(seen.must_confirm),
    }


def _stamp(stamp: "Stamp") -> dict[str, str]:
    return {"on": stamp.on.isoformat() if stamp.on else "", "by": stamp.by}


def _lines(seen: "Comparison", choices: "dict[str, Choice]") -> list[str]:
    lines = [f"{seen.other.label} would go into {seen.keep.label}; nothing is changed yet."]
    lines += [f"Mind: {each.words}" for each in seen.cautions]
    lines += [_difference(seen, pair, choices) for pair in seen.different]
    same = len(seen.fields) - len(seen.different)
    lines.append(f"{same} field{'' if same == 1 else 's'} the same.")
    lines += [f"One {one.kind}: {one.keep} and {one.other} ({one.why})" for one in seen.together]
    lines.append(f"Moves: {seen.moving or 'nothing'}.")
    return lines


def _difference(seen: "Comparison", pair: "FieldPair", choices: "dict[str, Choice]") -> str:
    is_chosen = pair.name in choices and not pair.is_fixed
    chosen = ", as chosen" if is_chosen else f", {pair.why}" if pair.why else ""
    result = seen.result(pair, choices).replace("\n", " ") or "nothing"
    keep, other = (text.replace("\n", " ") or "nothing" for text in (pair.keep, pair.other))
    return f"{pair.label}: keep “{keep}” | other “{other}” → {result}{chosen}"
