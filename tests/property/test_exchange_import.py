"""Whatever stands in a list, every row has one fate, and nothing comes in twice."""

import csv
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.importing import open_import, plan_import, run_import
from adviser_tui.exchange.tables import open_table
from adviser_tui.services.office import open_office

HEADERS = ("Reference", "Employer name", "Town", "Postcode", "Company number", "E-mail")
ROW = st.tuples(
    st.sampled_from(["", "", "1", "2", "a"]),
    st.sampled_from(["Fjord Ltd", "FJORD", "Hill Farm", "=1+1", "Søn & Co", ""]),
    st.sampled_from(["", "Hull", "hull", "York"]),
    st.sampled_from(["", "HU1 1AA", "hu11aa", "YO1 1AA", "HM 11"]),
    st.sampled_from(["", "", "123456", "00123456", "SC1", "99999999"]),
    st.sampled_from(["", "", "", "a@example.org", "nonsense"]),
)


@settings(max_examples=40)
@given(st.lists(ROW, max_size=12))
def test_every_row_has_one_fate_and_comes_in_once(rows: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADERS, *rows])
        clock = FixedClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
        office = open_office(Path(folder, "caseload"), clock=clock)
        try:
            opened = open_import(office.desk, ListKind.EMPLOYERS, path)
            plan = plan_import(opened)
            assert plan is not None
            assert plan.total == sum(1 for row in rows if any(row))
            result = run_import(opened, planned=plan)
            assert result.imported == plan.new
            assert office.database.row("SELECT count(*) FROM employer")[0] == plan.new
            again = plan_import(opened)
            assert again is not None
            assert (again.new, again.bad) == (0, plan.bad)
            if result.bad_file is not None:
                assert sum(1 for _ in open_table(result.bad_file).rows()) == plan.bad
            office.history.undo() if plan.new else None
            fresh = plan_import(opened)
            assert fresh is not None
            assert (fresh.new, fresh.doubles) == (plan.new, plan.doubles)
        finally:
            office.close()
