"""How doubles are noticed when employers are added, and branches found in a list.

Cases are one object a line: `{"id", "name", "town", "postcode", "label", "same_as", "type",
"leave_out"}`, label being `same`, `new` or `related`; `leave_out` names a record that is not
looked at in that case. Groups are `{"group", "kind", "references": [...]}`. Earlier names are
withheld from the list, and cases of an earlier name without a shared word are not counted.
"""

import json
import shutil
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.importing import open_import, run_import
from adviser_tui.services.duplicates.employers import Twin, Twins
from adviser_tui.services.duplicates.known import drafted
from adviser_tui.services.duplicates.verdict import ASK_FROM
from adviser_tui.services.office import Office, open_office
from bench.measuring import Outcome, percentile
from bench.search_lists import read_lists, write_list
from bench.search_scoring import normalised

ALARMS = 0.01
"""The share of new employers that may be taken for one that is there."""
LOOKED_AT = 3
"""A twin counts that is among the first three."""
_NO_SHARED_WORD = "nolex"


@dataclass(frozen=True, slots=True)
class Case:
    """An employer that is added, and what should be said about it."""

    id: str
    label: str
    type: str
    right: str
    """The reference of the twin, empty where there is none."""
    found: tuple[tuple[str, float], ...]
    """References with their points, the likeliest first."""
    ms: float

    @property
    def half(self) -> int:
        """Which half of the cases it belongs to."""
        return zlib.crc32(self.id.encode()) & 1

    @property
    def best(self) -> float:
        """The points of the likeliest."""
        return self.found[0][1] if self.found else -100.0

    def is_found(self, line: float) -> bool:
        """Say whether the twin is shown when everything above a line is."""
        return any(each == self.right and points > line for each, points in self.found[:LOOKED_AT])


def report(
    outcome: Outcome, lists: Sequence[Path], duplicates: Path | None, groups: Path | None
) -> None:
    """Measure what is asked for and put the figures down."""
    if duplicates is not None:
        measured = measure_duplicates(lists, duplicates)
        for key in ("recall", "alarms_confusable", "alarms_new"):
            outcome.say(f"duplicates_{key}", measured["at_alarms"]["all"][key])
        outcome.spread("duplicates_work", measured.pop("times"))
        outcome.floors["duplicates_recall"] = 0.90
        outcome.limits["duplicates_alarms_confusable"] = 0.15
        outcome.extra["duplicates"] = measured
    if groups is not None:
        from bench.search_groups import measure_groups

        found = measure_groups(lists, groups)
        outcome.say("groups_brand_recall", found["brand_recall"])
        outcome.say("groups_false_merges", found["false_merges"])
        outcome.floors["groups_brand_recall"] = 0.80
        outcome.limits["groups_false_merges"] = 0.03
        outcome.extra["groups"] = found


def measure_duplicates(employers_csv_paths: Sequence[Path], cases_path: Path) -> dict[str, Any]:
    """Return recall and alarms, at the product's own line and where 1 % of the new ones alarm."""
    folder = Path(tempfile.mkdtemp(prefix="adviser-bench-"))
    try:
        office = open_caseload(folder, employers_csv_paths, with_earlier_names=False)
        try:
            cases = _asked(office, cases_path)
        finally:
            office.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    new = sorted((each.best for each in cases if _is_new(each)), reverse=True)
    line = new[int(len(new) * ALARMS)] if new else ASK_FROM
    times = [each.ms for each in cases]
    return {
        "line": round(line, 3),
        "at_alarms": _by_half(cases, line),
        "product": _by_half(cases, ASK_FROM),
        "p95_ms": round(percentile(times, 95), 2),
        "times": times,
    }


def open_caseload(
    folder: Path, lists: Sequence[Path], *, with_earlier_names: bool = True
) -> Office:
    """Return an open caseload with the employers of the lists, ready to be searched."""
    office = open_office(folder)
    office.identity.introduce("Bench Testwick")
    listed = read_lists(lists)
    if not with_earlier_names:
        listed = [replace(each, previous=()) for each in listed]
    made = folder / "employers.csv"
    write_list(made, listed)
    run_import(open_import(office.desk, ListKind.EMPLOYERS, made))
    office.search.find("a first search", ("employer",), 1)
    return office


def _asked(office: Office, path: Path) -> list[Case]:
    rows = office.database.rows("SELECT id, reference FROM employer WHERE reference <> ''")
    references = {str(row["id"]): str(row["reference"]) for row in rows}
    ids = {reference: employer for employer, reference in references.items()}
    twins = Twins(office.database, office.search)
    found: list[Case] = []
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        read = json.loads(line) if line.strip() else {"type": _NO_SHARED_WORD}
        if read["type"].endswith(_NO_SHARED_WORD):
            continue
        began = perf_counter()
        draft = drafted(read["name"], "", read["town"], read["postcode"])
        compared = twins.compared(draft, ids.get(read["leave_out"] or "", ""))
        ms = (perf_counter() - began) * 1000
        found.append(_case(read, compared, references, ms))
    return found


def _case(read: Any, twins: Sequence[Twin], references: dict[str, str], ms: float) -> Case:
    """Put down what was found; a namesake of the twin is as good, as nobody can tell them apart."""
    right = read["same_as"] or ""
    named = {references.get(each.id, ""): normalised(each.name) for each in twins}
    shown = [
        (
            right if normalised(each.name) == named.get(right) else references.get(each.id, ""),
            each.points,
        )
        for each in twins[:10]
    ]
    return Case(
        read["id"],
        read["label"],
        read["type"],
        right,
        tuple(shown),
        ms,
    )


def _is_new(case: Case) -> bool:
    return case.label == "new" and not _is_confusable(case)


def _is_confusable(case: Case) -> bool:
    return case.label == "related" or "confusable" in case.type


def _by_half(cases: Sequence[Case], line: float) -> dict[str, dict[str, Any]]:
    return {
        "all": _shares(cases, line),
        "first_half": _shares([each for each in cases if each.half == 0], line),
        "second_half": _shares([each for each in cases if each.half == 1], line),
    }


def _shares(cases: Sequence[Case], line: float) -> dict[str, Any]:
    kinds: dict[str, list[bool]] = {}
    for each in cases:
        if each.label == "same":
            kinds.setdefault(each.type, []).append(each.is_found(line))
    alarm = [each.best > line for each in cases if _is_confusable(each)]
    related = [each.best > line for each in cases if each.label == "related"]
    new = [each.best > line for each in cases if _is_new(each)]
    same = [found for each in kinds.values() for found in each]
    return {
        "recall": share(same),
        "alarms_confusable": share(alarm),
        "alarms_related": f"{sum(related)} of {len(related)}",
        "alarms_new": share(new),
        "n": len(same),
        "kinds": {kind: share(found) for kind, found in sorted(kinds.items())},
    }


def share(found: Sequence[bool]) -> float:
    """Return which share is true, 0 of none."""
    return round(sum(found) / len(found), 4) if found else 0.0
