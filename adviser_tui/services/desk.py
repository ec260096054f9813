"""The desk: what every service is given of one open caseload."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from adviser_tui.clock import Clock
from adviser_tui.config import Settings
from adviser_tui.storage.database import Database


class Desk:
    """What every service is given: the file, the clock, and whose caseload it is."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database = database
        self.settings = settings
        self._saved_at: datetime | None = None
        self.when_saved: list[Callable[[], None]] = []
        """Told each time that something was saved from a screen."""

    @property
    def saved_at(self) -> datetime | None:
        """When something was last saved from a screen, on the wall clock."""
        return self._saved_at

    @saved_at.setter
    def saved_at(self, at: datetime | None) -> None:
        self._saved_at = at
        for told in self.when_saved:
            told()

    @property
    def clock(self) -> Clock:
        """The clock of the caseload."""
        return self.database.clock

    @property
    def today(self) -> date:
        """The adviser's own calendar day."""
        return self.clock.today()

    @property
    def local_now(self) -> datetime:
        """The moment on the adviser's wall clock."""
        return self.clock.local_now()

    @property
    def holidays(self) -> Mapping[date, str]:
        """The bank holidays of the adviser's region, by day."""
        from seed.holidays import bank_holidays

        return bank_holidays(self.settings.region)

    @property
    def me(self) -> str:
        """The id of the adviser who works here, empty before the first run is through."""
        row = self.database.row("SELECT value FROM setting WHERE key = 'me'")
        return str(row[0]) if row else ""

    @property
    def is_in_team(self) -> bool:
        """Whether this caseload works with a hub, found out without bringing anything in."""
        return (self.database.folder / "hub.json").exists()

    def setting(self, key: str, default: str = "") -> str:
        """Return a value that this caseload remembers on this device."""
        row = self.database.row("SELECT value FROM setting WHERE key = ?", (key,))
        return str(row[0]) if row else default

    def remember(self, key: str, value: str) -> None:
        """Keep a value on this device; it is not part of the caseload's history."""
        with self.database.writing() as connection:
            connection.execute(
                "INSERT INTO setting (key, value) VALUES (?, ?) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )
