"""`adviser doctor --duplicates` and `--groups`: what is there twice, and what belongs together."""

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.cli.progress import Counting
from adviser_tui.errors import UsageError

if TYPE_CHECKING:
    from adviser_tui.services.duplicates.branches import Group
    from adviser_tui.services.duplicates.pairs import Double

_KINDS = {
    "employer": "Employers",
    "site": "Sites of one employer",
    "person": "People at one employer",
    "participant": "Participants",
}
_NAMED = 6


def run_doubles(args: argparse.Namespace) -> int:
    """List doubles, or proposed groups; nothing is changed, and a find is no fault."""
    if args.limit < 0:
        raise UsageError("--limit is a number of lines, such as 50, or 0 for all of them.")
    most = args.limit or None
    with caseload(args, only_reading=True) as office, Counting() as counting:
        duplicates = office.duplicates
        if args.duplicates:
            found = duplicates.all(counting, with_names=args.names)
            pairs, groups = found.pairs, found.groups
        else:
            pairs, groups = (), duplicates.groups(counting)
    document = {
        "duplicates": [_double(each) for each in pairs[:most]],
        "duplicates_found": len(pairs),
        "groups": [_group(each) for each in groups[:most]],
        "groups_found": len(groups),
    }
    lines = list(_double_lines(pairs, most)) if args.duplicates else []
    if args.groups:
        lines += _group_lines(groups, most)
    elif groups:
        lines += [
            "",
            f"{_many(groups)} like branches of one company; of a group only those in one "
            "town, or that share more than a name, stand above. `adviser doctor --groups` lists "
            "them all.",
        ]
    output.answer(args, document, lines)
    return 0


def _double(double: "Double") -> dict[str, object]:
    return {
        "kind": double.kind,
        "first": {"id": double.first_id, "name": double.first},
        "second": {"id": double.second_id, "name": double.second},
        "reason": double.reason,
        "certainty": double.certainty,
        "points": double.points,
        "command": double.command,
    }


def _group(group: "Group") -> dict[str, object]:
    return {
        "brand": group.brand,
        "reason": group.reason,
        "parent_id": group.parent_id,
        "members": [
            {"id": each.id, "name": each.name, "town": each.town} for each in group.members
        ],
        "command": group.command,
    }


def _double_lines(pairs: "Sequence[Double]", most: int | None) -> Iterator[str]:
    if not pairs:
        yield "Nothing looks as if it were there twice."
        return
    for kind, heading in _KINDS.items():
        some = [each for each in pairs if each.kind == kind]
        if not some:
            continue
        yield f"{heading}: {len(some)} pair{'' if len(some) == 1 else 's'} that may be one"
        for each in some[:most]:
            sure = "surely" if each.certainty == "same" else "maybe"
            yield f"  {sure}: {each.first}  =  {each.second}  ({each.reason})"
            yield f"    {each.command}"
        if most is not None and len(some) > most:
            yield f"  and {len(some) - most} more; --limit 0 lists them all"
        yield ""
    yield "Two that are not one: put --not-same behind the command, and they are not listed again."


def _many(groups: "Sequence[Group]") -> str:
    one = len(groups) == 1
    return f"{len(groups)} group{'' if one else 's'} of employers look{'s' if one else ''}"


def _group_lines(groups: "Sequence[Group]", most: int | None) -> list[str]:
    if not groups:
        return ["No employers look like branches of one company."]
    plural = "" if len(groups) == 1 else "s"
    lines = [f"{len(groups)} group{plural} of employers may be branches of one company"]
    for group in groups[:most]:
        named = "; ".join(
            f"{each.name}, {each.town}" if each.town else each.name
            for each in group.members[:_NAMED]
        )
        more = len(group.members) - _NAMED
        rest = f"; and {more} more" if more > 0 else ""
        lines.append(f"  {group.brand} ({len(group.members)}, {group.reason}): {named}{rest}")
        if more <= 0:
            lines.append(f"    {group.command}")
    if most is not None and len(groups) > most:
        lines.append(f"  and {len(groups) - most} more; --limit 0 lists them all")
    return lines
