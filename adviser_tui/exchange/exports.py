"""Taking lists out of the caseload, as a table, as JSON or as a calendar."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import chain
from pathlib import Path

from adviser_tui.errors import InputError
from adviser_tui.exchange.collecting import set_aside
from adviser_tui.exchange.export_sources import Source
from adviser_tui.exchange.writing import Cell, Progress, Written, write_table
from adviser_tui.services.desk import Desk


class ExportKind(StrEnum):
    """What can be taken out."""

    EMPLOYERS = "employers"
    PARTICIPANTS = "participants"
    VACANCIES = "vacancies"
    PARTNERS = "partners"
    CONTACTS = "contacts"
    FOLLOW_UPS = "follow-ups"
    PROMISES = "promises"
    SUBMISSIONS = "submissions"
    DIARY = "diary"


def export(
    desk: Desk,
    kind: ExportKind,
    path: Path,
    *,
    replace: bool = False,
    restricted: bool = False,
    progress: Progress | None = None,
) -> Written:
    """Write one list as the file's ending says: .csv, .xlsx, .json, or .ics for the diary.

    With `restricted`, people whose record is restricted are in it with their names.
    """
    if path.suffix.lower() == ".ics":
        return _calendar(desk, kind, path, replace)
    if kind is ExportKind.DIARY:
        raise InputError(
            "The diary is a calendar. End the file's name in .ics, or export follow-ups to get"
            " a table.",
            field="file",
        )
    source = _source(kind)()
    with set_aside():
        written = write_table(
            path,
            source.columns,
            _rows(desk, source, restricted),
            title=kind.value,
            replace=replace,
            progress=progress,
        )
    return Written(
        written.path, written.rows, (*written.remarks, *_left_out(desk, kind, source, restricted))
    )


def _rows(desk: Desk, source: Source, restricted: bool) -> Iterator[Sequence[Cell]]:
    values = {"restricted": int(restricted)} if ":restricted" in source.query else {}
    with desk.database.reading() as reader:
        for row in reader.execute(source.query, values):
            yield source.make(row)


def _left_out(desk: Desk, kind: ExportKind, source: Source, restricted: bool) -> tuple[str, ...]:
    count = int(desk.database.row(source.left_out)[0]) if source.left_out else 0
    if not count or restricted:
        return ()
    if kind is ExportKind.PARTICIPANTS:
        people = "1 restricted participant was" if count == 1 else f"{count} restricted people were"
        return (f"{people} left out.",)
    rows = "1 row is" if count == 1 else f"{count:,} rows are"
    return (f"{rows} about restricted people, who appear by their initials.",)


def _calendar(desk: Desk, kind: ExportKind, path: Path, replace: bool) -> Written:
    from adviser_tui.exchange.export_diary import follow_up_entries, interview_entries
    from adviser_tui.exchange.ics import write_ics

    match kind:
        case ExportKind.DIARY:
            entries = chain(interview_entries(desk), follow_up_entries(desk))
        case ExportKind.FOLLOW_UPS:
            entries = chain(follow_up_entries(desk))
        case _:
            raise InputError(
                f"A calendar holds the diary or follow-ups, not {kind.value}. End the file's name"
                " in .csv, .xlsx or .json.",
                field="file",
            )
    return write_ics(path, entries, made_at=desk.clock.now(), replace=replace)


def _source(kind: ExportKind) -> Callable[[], Source]:
    from adviser_tui.exchange import export_lists, export_work

    return {
        ExportKind.EMPLOYERS: export_lists.employers,
        ExportKind.PARTICIPANTS: export_lists.participants,
        ExportKind.VACANCIES: export_lists.vacancies,
        ExportKind.PARTNERS: export_lists.partners,
        ExportKind.CONTACTS: export_work.contacts,
        ExportKind.FOLLOW_UPS: export_work.follow_ups,
        ExportKind.PROMISES: export_work.promises,
        ExportKind.SUBMISSIONS: export_work.submissions,
    }[kind]
