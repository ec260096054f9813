"""`adviser import` and `adviser export`: lists in and out."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.errors import InputError

if TYPE_CHECKING:
    from adviser_tui.exchange.columns import ColumnMap
    from adviser_tui.exchange.importing import OpenImport
    from adviser_tui.exchange.plan import ImportResult
    from adviser_tui.exchange.rows import Fault

LISTS = ("employers", "participants", "vacancies", "partners")
"""What can be brought in: the values of `ListKind`, which is imported when it is needed."""
EXPORTS = (
    "employers",
    "participants",
    "vacancies",
    "partners",
    "contacts",
    "follow-ups",
    "promises",
    "submissions",
    "diary",
)
"""What can be taken out: the values of `ExportKind`."""
_SHOWN = 10
"""Rows of each kind that are printed for people; a document holds all that a plan holds."""
_SPOKEN_MARKS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "bar": "|"}
_TOO_LATE = "It was too late to stop; `adviser undo` takes it back."


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `adviser import` and `adviser export`."""
    bring = commands.add_parser("import", parents=[shared], help="bring a list in from a file")
    bring.add_argument("list", metavar="LIST", choices=LISTS, help=", ".join(LISTS))
    bring.add_argument("file", metavar="FILE", type=Path, help="a .csv or .xlsx file")
    bring.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="which column fills a field, such as name=Company; name= leaves it out",
    )
    bring.add_argument(
        "--encoding", default="", metavar="NAME", help="of a text file, if it is guessed wrongly"
    )
    bring.add_argument(
        "--delimiter",
        default="",
        metavar="MARK",
        help="between cells: comma, semicolon, tab or bar",
    )
    bring.add_argument(
        "--sheet", default="", metavar="NAME", help="the sheet of a workbook, if not the first"
    )
    bring.add_argument(
        "--dry-run", action="store_true", help="say what would happen and change nothing"
    )
    bring.add_argument(
        "--bad-file", type=Path, metavar="FILE", help="where the rows to mend are written"
    )
    bring.set_defaults(run=run_import)
    take = commands.add_parser("export", parents=[shared], help="write a list to a file")
    take.add_argument("list", metavar="LIST", choices=EXPORTS, help=", ".join(EXPORTS))
    take.add_argument(
        "file", metavar="FILE", type=Path, help=".csv, .xlsx, .json, or .ics for diary, follow-ups"
    )
    take.add_argument("--replace", action="store_true", help="replace the file if there is one")
    take.add_argument(
        "--restricted", action="store_true", help="with the names of restricted participants"
    )
    take.set_defaults(run=run_export)


def run_import(args: argparse.Namespace) -> int:
    """Bring a list in, or with --dry-run say what would happen.

    Ends with 0 when rows came in, were here already or were left out as doubles, though some may
    be bad; with 1 when the file holds nothing that could be taken.
    """
    from adviser_tui.exchange.field import ListKind
    from adviser_tui.exchange.importing import open_import

    with caseload(args, only_reading=args.dry_run) as office:
        opened = open_import(
            office.desk,
            ListKind(args.list),
            args.file.expanduser(),
            wishes=args.map,
            encoding=args.encoding,
            delimiter=_SPOKEN_MARKS.get(args.delimiter, args.delimiter),
            sheet=args.sheet,
        )
        if opened.columns.questions:
            return _ask(args, opened.columns)
        result, too_late = _carried_out(args, opened)
    if result.cancelled:
        from adviser_tui.cli import STOPPED

        output.answer(args, _document(args, result) | {"ok": False}, [])
        output.tell(_stopped(args))
        return STOPPED
    used = result.plan.new + result.plan.doubles + result.plan.unchanged
    document = _document(args, result) | {"ok": bool(used)}
    output.answer(args, document, _lines(args, result))
    if too_late:
        output.tell(_TOO_LATE)
    if not used:
        output.tell("Nothing in this file could be taken.")
    return 0 if used else 1


def _carried_out(args: argparse.Namespace, opened: "OpenImport") -> "tuple[ImportResult, bool]":
    """Walk the file, and say also whether ctrl+c came when everything was written already."""
    from adviser_tui.cli.progress import Counting, interruptible
    from adviser_tui.exchange.importing import plan_import, run_import
    from adviser_tui.exchange.plan import ImportPlan, ImportResult

    with Counting() as counting, interruptible() as stop:
        if not args.dry_run:
            bad_file = args.bad_file.expanduser() if args.bad_file else None
            result = run_import(opened, progress=counting, cancelled=stop, bad_file=bad_file)
            return result, stop() and not result.cancelled
        plan = plan_import(opened, progress=counting, cancelled=stop)
        if plan is None:
            nothing = ImportPlan(opened.kind, opened.table.path, opened.columns, 0, 0, 0, 0, ())
            return ImportResult(nothing, 0, cancelled=True), False
        return ImportResult(plan, 0), False


def _ask(args: argparse.Namespace, columns: "ColumnMap") -> int:
    """Refuse to guess: name the columns that could each be meant, and how to say which is."""
    sentence = " ".join(question.sentence for question in columns.questions)
    document = {
        "ok": False,
        "error": f"{sentence} Nothing was imported.",
        "questions": [
            {"field": one.field, "columns": one.headers, "sentence": one.sentence}
            for one in columns.questions
        ],
        "columns": _columns(columns),
    }
    output.answer(args, document, [])
    output.tell(str(document["error"]))
    return 1


def _document(args: argparse.Namespace, result: "ImportResult") -> dict[str, object]:
    from adviser_tui.exchange.plan import Fate

    plan = result.plan
    return {
        "ok": True,
        "list": plan.kind,
        "file": str(plan.path),
        "dry_run": args.dry_run,
        "cancelled": result.cancelled,
        "rows": plan.total,
        "new": plan.new,
        "imported": result.imported,
        "doubles": plan.doubles,
        "unchanged": plan.unchanged,
        "bad": plan.bad,
        "bad_file": str(result.bad_file) if result.bad_file else None,
        "columns": _columns(plan.columns),
        "bad_rows": [_fault(fault) for row in plan.of(Fate.BAD) for fault in row.faults],
        "double_rows": [
            {"line": row.line, "name": row.name, "why": row.why} for row in plan.of(Fate.DOUBLE)
        ],
        "doubtful": plan.doubtful,
        "doubts": [_fault(fault) for fault in plan.doubts],
        "possible_twins": plan.likely.first,
        "possible_twins_found": plan.likely.count,
        "remarks": plan.remarks,
    }


def _columns(columns: "ColumnMap") -> dict[str, object]:
    return {
        "used": columns.as_headers(),
        "guessed": sorted(columns.guessed),
        "ignored": columns.ignored,
        "withheld": columns.withheld,
    }


def _fault(fault: "Fault") -> dict[str, object]:
    return {
        "line": fault.line,
        "column": fault.column,
        "header": fault.header,
        "value": fault.value,
        "sentence": fault.sentence,
    }


def _lines(args: argparse.Namespace, result: "ImportResult") -> list[str]:
    from adviser_tui.exchange.plan import Fate

    plan = result.plan
    mapping = plan.columns
    used = (
        f"{one.label} from “{mapping.headers[mapping.places[one.name]]}”" for one in mapping.fields
    )
    lines = [f"Columns: {', '.join(used)}."]
    lines += plan.remarks
    bad = [fault for row in plan.of(Fate.BAD) for fault in row.faults[:1]]
    lines += _some("Rows to mend", plan.bad, (_where(fault) for fault in bad))
    lines += _some("Worth a look", plan.doubtful, (_where(fault) for fault in plan.doubts))
    twins = (
        f"line {one.line}: {one.name} = {one.twin} ({one.reason})" for one in plan.likely.first
    )
    lines += _some("May be there already, taken all the same", plan.likely.count, twins)
    doubles = (f"line {row.line}: {row.name}. {row.why}" for row in plan.of(Fate.DOUBLE))
    lines += _some("Doubles, left out", plan.doubles, doubles)
    if args.dry_run:
        lines.append(
            f"New: {plan.new:,}. Doubles: {plan.doubles:,}. Here already: {plan.unchanged:,}."
            f" To be mended: {plan.bad:,}. This was a trial; nothing was changed."
        )
    else:
        lines.append(result.in_words())
        if result.imported:
            lines.append("`adviser undo` takes it back.")
    return lines


def _where(fault: "Fault") -> str:
    column = f", column {fault.column} ({fault.header})" if fault.column else ""
    shown = fault.value[:60]
    value = f" “{shown}”" if shown and shown not in fault.sentence else ""
    return f"line {fault.line}{column}:{value} {fault.sentence}"


def _some(title: str, many: int, lines: Iterable[str]) -> list[str]:
    """Return the first of the lines under their title, and how many more there are."""
    if not many:
        return []
    shown = [f"  {line}" for line, _ in zip(lines, range(_SHOWN), strict=False)]
    more = [f"  … and {many - len(shown):,} more"] if many > len(shown) else []
    return [f"{title} ({many:,}):", *shown, *more]


def _stopped(args: argparse.Namespace) -> str:
    return "Stopped. Nothing was changed." if args.dry_run else "Stopped. Nothing was imported."


def run_export(args: argparse.Namespace) -> int:
    """Write a list to a file that only its owner may read."""
    from adviser_tui.exchange.exports import ExportKind, export
    from adviser_tui.exchange.writing import PERSONAL

    path = args.file.expanduser()
    if path.is_file() and not args.replace:
        raise InputError(
            f"There already is a file {path}. It was left as it is. Choose another name, or add"
            " --replace.",
            field="file",
        )
    with caseload(args, only_reading=True) as office:
        written = export(
            office.desk,
            ExportKind(args.list),
            path,
            replace=args.replace,
            restricted=args.restricted,
        )
    document = {
        "ok": True,
        "list": args.list,
        "file": str(written.path),
        "rows": written.rows,
        "remarks": written.remarks,
    }
    rows = "1 row is" if written.rows == 1 else f"{written.rows:,} rows are"
    output.answer(args, document, [f"{rows} in {written.path}.", *written.remarks])
    output.tell(PERSONAL)
    return 0
