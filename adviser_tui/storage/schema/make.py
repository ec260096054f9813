"""Write the triggers from the tables: `python -m adviser_tui.storage.schema.make`.

A step that has been released is frozen; a change of shape is a new step of its own, written by
hand with `tables_sql` at one's side. A test compares what all steps lead to with the tables.
"""

from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from adviser_tui.storage.schema.capture import all_triggers
from models.tables import RECORDS, metadata

HERE = Path(__file__).parent


def tables_sql() -> str:
    """Return the statements that make every table and index of the newest shape."""
    dialect = sqlite.dialect()
    statements = []
    for table in metadata.sorted_tables:
        made = str(CreateTable(table).compile(dialect=dialect)).strip()
        statements.append("\n".join(line.rstrip() for line in made.splitlines()))
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            statements.append(str(CreateIndex(index).compile(dialect=dialect)).strip())
    return ";\n\n".join(statements) + ";\n"


def main() -> None:
    """Write the file beside this module."""
    (HERE / "triggers.sql").write_text(all_triggers(RECORDS), encoding="utf-8")


if __name__ == "__main__":
    main()
