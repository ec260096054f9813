"""The first run: a caseload gets its adviser, team and programme."""

from dataclasses import dataclass

from adviser_tui.errors import InputError
from adviser_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class WhoIsHere:
    """The adviser whose caseload this is."""

    id: str
    name: str
    team: str
    programme: str
    is_demo: bool


class Identity:
    """Who works with this caseload."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def is_first_run(self) -> bool:
        """Say whether nobody has given a name yet."""
        return not self._desk.me

    def who(self) -> WhoIsHere:
        """Return the adviser here; all empty on the first run."""
        row = self._desk.database.row(
            "SELECT name, team FROM adviser WHERE id = ?", (self._desk.me,)
        )
        return WhoIsHere(
            self._desk.me,
            str(row["name"]) if row else "",
            str(row["team"]) if row else "",
            self._desk.setting("programme"),
            self._desk.setting("demo") == "1",
        )

    def introduce(self, name: str, team: str = "", programme: str = "") -> str:
        """Give the caseload its adviser, or correct who it is; return the adviser's id."""
        from models.tables import Adviser

        name = name.strip()
        if not name:
            raise InputError("Type the name that colleagues know you by.", "name")
        initials = "".join(word[0] for word in name.split())[:3].upper()
        # Not an action to undo: a caseload without its adviser is of no use to anyone.
        with self._desk.database.write("setup") as work:
            if self._desk.me:
                adviser = work.get(Adviser, self._desk.me)
                work.change(adviser, name=name, team=team, initials=initials)
            else:
                adviser = work.add(Adviser(name=name, team=team, initials=initials))
            for key, value in (("me", adviser.id), ("programme", programme)):
                work.connection.execute(
                    "INSERT INTO setting (key, value) VALUES (?, ?) "
                    "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    (key, value),
                )
        return adviser.id

    def colleagues(self) -> tuple[tuple[str, str], ...]:
        """Return everybody in the team as (id, name), by name."""
        rows = self._desk.database.rows(
            "SELECT id, name FROM adviser WHERE void_reason IS NULL ORDER BY name, id"
        )
        return tuple((str(row["id"]), str(row["name"])) for row in rows)
