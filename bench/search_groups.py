"""How branches of one company are found in a list that knows which belong together.

Groups are one object a line: `{"group", "kind", "references": [...]}`. A pair of a group is found
when both are proposed together. The hard pairs are the members of a brand with everybody else
whose name begins with the same word and does not have the brand in it: these must not be.
"""

import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from adviser_tui.services.duplicates.branches import propose_groups
from bench.search_duplicates import open_caseload
from bench.search_lists import Listed, read_lists
from bench.search_scoring import core_words

BRANDS = "brand"


def measure_groups(employers_csv_paths: Sequence[Path], groups_path: Path) -> dict[str, Any]:
    """Return the share of true pairs found, per kind of group, and of hard pairs merged."""
    lines = groups_path.read_text(encoding="utf-8-sig").splitlines()
    groups = [json.loads(line) for line in lines if line.strip()]
    folder = Path(tempfile.mkdtemp(prefix="adviser-bench-"))
    try:
        office = open_caseload(folder, employers_csv_paths)
        try:
            began = perf_counter()
            proposed = propose_groups(office.database)
            seconds = perf_counter() - began
            rows = office.database.rows("SELECT id, reference FROM employer")
        finally:
            office.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    reference = {str(row["id"]): str(row["reference"]) for row in rows}
    inside: dict[str, int] = {}
    for number, group in enumerate(proposed):
        for member in group.members:
            inside.setdefault(reference[member.id], number)
    kinds: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for each in groups:
        members = [ref for ref in each["references"] if ref in set(reference.values())]
        kinds[each["kind"]].append(_pairs(members, inside))
    brands = [each for each in groups if each["kind"].startswith(BRANDS)]
    merged, hard = _false_merges(brands, inside, read_lists(employers_csv_paths))
    found = [pair for kind, pairs in kinds.items() if kind.startswith(BRANDS) for pair in pairs]
    return {
        "brand_recall": _ratio(found),
        "brand_recall_mean": _mean(found),
        "kinds": {kind: _ratio(pairs) for kind, pairs in kinds.items()},
        "brands": {
            each["group"]: round(one / of, 3) if of else 0.0
            for each, (one, of) in zip(brands, found, strict=True)
        },
        "false_merges": round(merged / hard, 4) if hard else 0.0,
        "hard_pairs": hard,
        "groups": len(proposed),
        "seconds": round(seconds, 1),
    }


def _pairs(members: Sequence[str], inside: Mapping[str, int]) -> tuple[int, int]:
    """Return how many pairs are proposed together, and how many there are."""
    sizes: dict[int, int] = defaultdict(int)
    for each in members:
        if each in inside:
            sizes[inside[each]] += 1
    return sum(_many(size) for size in sizes.values()), _many(len(members))


def _many(size: int) -> int:
    return size * (size - 1) // 2


def _ratio(pairs: Sequence[tuple[int, int]]) -> float:
    total = sum(of for _, of in pairs)
    return round(sum(found for found, _ in pairs) / total, 4) if total else 0.0


def _mean(pairs: Sequence[tuple[int, int]]) -> float:
    shares = [found / of for found, of in pairs if of]
    return round(sum(shares) / len(shares), 4) if shares else 0.0


def _false_merges(
    brands: Sequence[Mapping[str, Any]], inside: Mapping[str, int], listed: Sequence[Listed]
) -> tuple[int, int]:
    """Return how many hard pairs are proposed together, and how many there are."""
    by_first: dict[str, list[Listed]] = defaultdict(list)
    names = {each.reference: each for each in listed}
    for each in listed:
        for first in {core_words(name)[0] for name in each.names if core_words(name)}:
            by_first[first].append(each)
    merged = hard = 0
    for group in brands:
        own = set(group["references"])
        brand = "".join(core_words(group["group"]))
        for reference in own & names.keys():
            firsts = {core_words(name)[0] for name in names[reference].names if core_words(name)}
            others = {
                each.reference
                for first in firsts
                for each in by_first[first]
                if each.reference not in own
                and not any(brand in "".join(core_words(name)) for name in each.names)
            }
            hard += len(others)
            number = inside.get(reference, -1)
            merged += sum(inside.get(other, -2) == number for other in others)
    return merged, hard
