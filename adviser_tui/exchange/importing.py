"""Bringing a list into the caseload: open the file, look at the plan, and run it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from adviser_tui.errors import ImportFileError
from adviser_tui.exchange.bad_rows import write_bad_rows
from adviser_tui.exchange.collecting import set_aside
from adviser_tui.exchange.column_wishes import read_wishes
from adviser_tui.exchange.columns import ColumnMap, match_columns, signature
from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.mapping_memory import KeptMappings
from adviser_tui.exchange.plan import Cancelled, ImportPlan, ImportResult, Progress
from adviser_tui.exchange.recipe import Recipe, Values
from adviser_tui.exchange.rows import Table
from adviser_tui.exchange.survey import Stopped, Survey
from adviser_tui.exchange.tables import open_table
from adviser_tui.services.desk import Desk
from adviser_tui.services.history_words import file_key
from adviser_tui.storage.reading import sortable
from adviser_tui.storage.settings import put_setting

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork

BATCH = 5_000
"""Rows that are written at once."""
Wishes = Iterable[str] | Mapping[str, str]
"""Texts such as `name=Company`, or field and header; an empty header leaves the field out."""
BAD_ROWS = "rows-to-mend"
"""The folder, within the caseload's own, in which bad rows wait to be mended."""
_COUNTRIES = {"denmark": "DK", "norway": "NO"}


@dataclass(slots=True)
class OpenImport:
    """A file that was opened for import: its table, and which column fills which field."""

    desk: Desk
    kind: ListKind
    table: Table
    columns: ColumnMap

    @property
    def country(self) -> str:
        """Whose postcodes and numbers are expected."""
        return _COUNTRIES.get(self.desk.settings.region, "GB")

    def remap(self, wishes: Wishes) -> None:
        """Match the columns anew, with what the adviser said about them."""
        self.columns = _match(self.desk, self.kind, self.table, wishes)


def open_import(
    desk: Desk,
    kind: ListKind,
    path: Path,
    *,
    wishes: Wishes = (),
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
) -> OpenImport:
    """Open a file and match its columns, by memory where its headers were mapped before.

    What is unsure is among `columns.questions`.
    """
    table = open_table(path, encoding=encoding, delimiter=delimiter, sheet=sheet)
    return OpenImport(desk, kind, table, _match(desk, kind, table, wishes))


def plan_import(
    opened: OpenImport,
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Cancelled = lambda: False,
) -> ImportPlan | None:
    """Return what would happen to each row, changing nothing; None when asked to stop."""
    survey = _survey(opened)
    try:
        with set_aside():
            for _ in survey.walk(progress, cancelled):
                pass
        return survey.plan()
    except Stopped:
        return None
    finally:
        survey.close()


def run_import(
    opened: OpenImport,
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Cancelled = lambda: False,
    bad_file: Path | None = None,
    planned: ImportPlan | None = None,
) -> ImportResult:
    """Bring the new rows in, all of them or none, as one action that can be undone.

    Bad rows go to `bad_file`, by default one in the caseload's folder. With `planned`, a file or
    caseload that has changed since is refused, because it is no longer what was agreed to.
    """
    survey = _survey(opened)
    written: Path | None = None
    try:
        with set_aside(), opened.desk.database.write() as work:
            staging = _Staging(work, survey.recipe)
            imported = staging.take(survey.walk(progress, cancelled))
            put_setting(work.connection, file_key(work.group), opened.table.path.name)
            plan = survey.plan()
            if planned is not None and _differs(plan, planned):
                raise ImportFileError(
                    f"{opened.table.path.name} or the caseload has changed since you looked."
                    " Nothing was imported. Look at the new plan and decide again."
                )
            if plan.bad:
                written = _write_bad(opened, survey, bad_file)
    except Stopped:
        return ImportResult(survey.plan(), 0, cancelled=True)
    except BaseException:
        if written is not None:
            written.unlink(missing_ok=True)
        raise
    finally:
        survey.close()
    _memory(opened.desk).remember(
        signature(opened.kind, opened.table.headers), opened.columns.as_headers()
    )
    return ImportResult(plan, imported, written)


class _Staging:
    """Writes rows in batches through a table of this connection alone.

    One statement for many rows lets the triggers that keep the change record run several times
    faster than one statement for each row.
    """

    def __init__(self, work: "UnitOfWork", recipe: Recipe) -> None:
        self._work = work
        self._recipe = recipe
        device = work.connection.execute("SELECT device_id FROM sync_state").fetchone()[0]
        self._authorship = {"at": sortable(work.now), "by": work.actor, "device": device}

    def take(self, rows: Iterator[Values]) -> int:
        """Write everything that comes and return how many rows it was."""
        connection = self._work.connection
        columns = self._recipe.staging
        connection.execute("DROP TABLE IF EXISTS temp.staged")
        connection.execute(f"CREATE TEMP TABLE staged ({', '.join(columns)})")
        marks = ", ".join("?" * len(columns))
        count = 0
        try:
            while batch := [self._recipe.staged(values) for values in islice(rows, BATCH)]:
                connection.executemany(f"INSERT INTO temp.staged VALUES ({marks})", batch)
                if beforehand := self._recipe.beforehand():
                    statement, others = beforehand
                    connection.executemany(
                        statement, [{**self._authorship, **other} for other in others]
                    )
                for statement in self._recipe.inserts:
                    connection.execute(statement, self._authorship)
                connection.execute("DELETE FROM temp.staged")
                count += len(batch)
        finally:
            connection.execute("DROP TABLE temp.staged")
        return count


def _match(desk: Desk, kind: ListKind, table: Table, wishes: Wishes) -> ColumnMap:
    recalled = _memory(desk).recall(signature(kind, table.headers))
    wanted = wishes if isinstance(wishes, Mapping) else read_wishes(kind, wishes)
    return match_columns(kind, table.headers, wishes=wanted, recalled=recalled)


def _memory(desk: Desk) -> KeptMappings:
    return KeptMappings(desk.database)


def _survey(opened: OpenImport) -> Survey:
    columns = opened.columns.checked()
    return Survey(opened.table, columns, _recipe(opened.kind)(opened.desk), opened.country)


def _recipe(kind: ListKind) -> Callable[[Desk], Recipe]:
    match kind:
        case ListKind.EMPLOYERS:
            from adviser_tui.exchange.employer_import import EmployerImport

            return EmployerImport
        case ListKind.PARTICIPANTS:
            from adviser_tui.exchange.participant_import import ParticipantImport

            return ParticipantImport
        case ListKind.VACANCIES:
            from adviser_tui.exchange.vacancy_import import VacancyImport

            return VacancyImport
        case ListKind.PARTNERS:
            from adviser_tui.exchange.partner_import import PartnerImport

            return PartnerImport


def _differs(now: ImportPlan, then: ImportPlan) -> bool:
    counts = ("new", "doubles", "unchanged", "bad")
    return any(getattr(now, name) != getattr(then, name) for name in counts)


def _write_bad(opened: OpenImport, survey: Survey, wanted: Path | None) -> Path:
    headers = opened.table.headers
    if wanted is not None:
        return write_bad_rows(wanted, headers, survey.bad_rows(), replace=True).path
    source = opened.table.path
    suffix = ".xlsx" if opened.table.kind == "xlsx" else ".csv"
    # Within the caseload's own folder: nothing is written elsewhere but files that somebody named.
    folder = opened.desk.database.folder / BAD_ROWS
    folder.mkdir(mode=0o700, exist_ok=True)
    return write_bad_rows(_free(folder, source, suffix), headers, survey.bad_rows()).path


def _free(folder: Path, source: Path, suffix: str) -> Path:
    """Return a name that is not taken: `list to mend.csv`, then `list to mend 2.csv`."""
    stem = source.stem.partition(" to mend")[0]
    path, number = folder / f"{stem} to mend{suffix}", 2
    while path.exists():
        path, number = folder / f"{stem} to mend {number}{suffix}", number + 1
    return path
