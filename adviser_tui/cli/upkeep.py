"""`adviser backup`, `adviser restore`, `adviser doctor`: keeping the caseload safe."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.paths import backups_dir, data_dir

if TYPE_CHECKING:
    from adviser_tui.storage.findings import Finding

_GRADES = {"ok": "fine", "warn": "look", "bad": "WRONG"}


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands that keep the caseload safe."""
    backup = commands.add_parser(
        "backup",
        parents=[shared],
        help="make a checked copy of the caseload",
        description="Make a checked copy of the caseload, also while it is open. Without DIR it "
        "lies beside the caseload, where the program keeps one of every day.",
    )
    backup.add_argument("folder", metavar="DIR", nargs="?", type=Path, help="where to put it")
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser(
        "restore",
        parents=[shared],
        help="bring a backup back",
        description="Put a backup in the place of the caseload. The caseload that is there now is "
        "kept among the backups.",
    )
    restore.add_argument("file", metavar="FILE", type=Path, help="a file that `backup` made")
    restore.set_defaults(run=run_restore)
    doctor = commands.add_parser(
        "doctor",
        parents=[shared],
        help="look whether everything is in order",
        description="Look whether everything is in order, and change nothing. Ends with 1 when "
        "something is wrong.",
    )
    doctor.add_argument(
        "--thorough", action="store_true", help="read every page; takes seconds when it is large"
    )
    doctor.add_argument(
        "--search-anew",
        action="store_true",
        help="make the search index anew, where it was damaged, before looking",
    )
    doctor.add_argument(
        "--duplicates",
        action="store_true",
        help="look for what is there twice instead, likeliest first",
    )
    doctor.add_argument(
        "--groups",
        action="store_true",
        help="look for branches of one company instead, to be put under a parent",
    )
    doctor.add_argument(
        "--limit", type=int, default=50, metavar="N", help="how many are listed of each; 0 is all"
    )
    doctor.add_argument(
        "--names",
        action="store_true",
        help="with --duplicates, name participants in full instead of by their initials",
    )
    doctor.set_defaults(run=run_doctor)


def run_backup(args: argparse.Namespace) -> int:
    """Copy the caseload, also while a window has it open."""
    from adviser_tui.cli.opening import caseload
    from adviser_tui.storage.backup import back_up
    from adviser_tui.storage.location import trouble_with

    folder = args.folder.expanduser().absolute() if args.folder is not None else None
    with caseload(args, only_reading=True) as office:
        made = back_up(office.database, folder)
    trouble = trouble_with(folder) if folder is not None else ""
    warning = f"{folder} {trouble}. The backup is not encrypted." if trouble else ""
    document = {"ok": True, "file": str(made), "bytes": made.stat().st_size, "warning": warning}
    output.answer(args, document, [f"The backup is {made}. It is whole, and not encrypted."])
    if warning:
        output.tell(warning)
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Put a backup in the caseload's place."""
    from adviser_tui.storage.restore import restore

    file = _backup_called(args.file, data_dir(args.data_dir))
    done = restore(file, data_dir(args.data_dir), allow_location=args.allow_location)
    aside = str(done.kept_aside) if done.kept_aside else ""
    document = {"ok": True, "file": str(done.file), "restored_from": str(file), "kept_aside": aside}
    lines = [f"Restored from {file}."]
    if aside:
        lines.append(f"The caseload that was there before is kept: {aside}.")
    output.answer(args, document, lines)
    return 0


def run_doctor(args: argparse.Namespace) -> int:
    """Examine the caseload, whatever state it is in."""
    if args.duplicates or args.groups:
        from adviser_tui.cli.doubles import run_doubles

        return run_doubles(args)
    from adviser_tui.storage.findings import Report, bad
    from adviser_tui.storage.health import doctor

    if args.search_anew:
        _search_anew(args)
    folder = data_dir(args.data_dir)
    try:
        report = doctor(folder, thorough=args.thorough)
    except OSError as error:
        report = Report((bad("file", output.about_file(error), "look who may use the folder"),))
    document = {
        "ok": report.is_sound,
        "grade": report.grade,
        "folder": str(folder),
        "findings": report.findings,
    }
    output.answer(args, document, [*map(_line, report.findings), "", _sum(report.grade)])
    return 0 if report.is_sound else 1


def _search_anew(args: argparse.Namespace) -> None:
    """Have the search index made anew by opening the caseload without one."""
    from adviser_tui.cli.opening import caseload
    from adviser_tui.storage.finding.soundness import give_up

    with caseload(args) as office, office.database.writing() as connection:
        give_up(connection)
    with caseload(args):
        pass


def _backup_called(file: Path, folder: Path) -> Path:
    """Return the file that is meant; a bare name may be one of the program's own backups."""
    given = file.expanduser().absolute()
    own = backups_dir(folder) / file.name
    return own if not given.exists() and file.name == str(file) and own.is_file() else given


def _line(finding: "Finding") -> str:
    to_do = f" To do: {finding.to_do}." if finding.to_do else ""
    return f"{_GRADES[finding.grade]:<6} {finding.subject:<11} {finding.said}{to_do}"


def _sum(grade: str) -> str:
    return {
        "ok": "All is well.",
        "warn": "Nothing is wrong. What says “look” could be better.",
        "bad": "Something is wrong. What says “WRONG” comes first.",
    }[grade]
