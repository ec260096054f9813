"""Where the exchange stands, for one line on the screen; it never says more than is certain."""

from dataclasses import dataclass
from datetime import datetime

from adviser_tui.services.sync.progress import Progress
from adviser_tui.services.sync.remembered import NOTICED_MS
from adviser_tui.services.words.say import say_moment


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """Where the exchange with the hub stands."""

    is_joined: bool
    hub: str = ""
    """The hub's name, or its address."""
    user_name: str = ""
    role: str = ""
    teams: tuple[str, ...] = ()
    waiting: int = 0
    """Changes that the hub has not confirmed."""
    to_look_at: int = 0
    """Two versions and changes that were not accepted."""
    last: datetime | None = None
    """When everything that the hub had was here last, on the wall clock."""
    is_whole: bool = False
    """Whether the last fetching came to its end, so that nothing of then is missing."""
    trouble: str = ""
    """What went wrong since, in a sentence."""
    clock_ms: int = 0
    """How far the hub's clock is ahead of this device's."""
    progress: Progress | None = None
    """How far a sync that runs now is."""
    now: datetime | None = None
    set_aside: int = 0
    """What waits for this adviser's decision as a team lead, by the last sync."""

    @property
    def is_synced(self) -> bool:
        """Whether every change is confirmed and everything the hub had then has arrived."""
        return bool(
            self.is_joined
            and self.last is not None
            and self.is_whole
            and self.waiting == 0
            and self.progress is None
        )

    def line(self) -> str:
        """Return it in a line; empty for a caseload that works alone."""
        if not self.is_joined:
            return ""
        parts = [*self.to_do(), self._main()]
        if abs(self.clock_ms) >= NOTICED_MS:
            parts.append(self.clock_words())
        return " · ".join(parts)

    def to_do(self) -> tuple[str, ...]:
        """Return what somebody has to see; it stands first and is never cut."""
        look = f"{self.to_look_at:,} to look at" if self.to_look_at else ""
        decide = f"{self.set_aside:,} to decide" if self.set_aside else ""
        return tuple(words for words in (look, decide) if words)

    def clock_words(self) -> str:
        """Return how wrong this machine's clock seems, empty where it is about right."""
        if abs(self.clock_ms) < NOTICED_MS:
            return ""
        minutes = round(abs(self.clock_ms) / 60_000)
        span = f"{minutes} min" if minutes < 120 else f"{minutes // 60} hours"
        return f"this clock is {span} {'behind' if self.clock_ms > 0 else 'ahead'}"

    def _main(self) -> str:
        if self.progress is not None:
            left = f" · {self.waiting} waiting" if self.waiting else ""
            return f"{self.progress.in_short()}{left}"
        if self.is_synced:
            trouble = " · hub not reached since" if self.trouble else ""
            whole = "" if self.to_do() else " with the hub, 0 waiting"
            return f"synced {self._at()}{whole}{trouble}"
        last = f"last synced {self._at()}" if self.last else "never synced"
        if self.waiting:
            return f"{self.waiting:,} waiting · {last}"
        return f"not everything is here yet · {last}"

    def _at(self) -> str:
        if self.last is None:
            return ""
        if self.now is None or self.last.date() == self.now.date():
            return f"{self.last:%H:%M}"
        return say_moment(self.last, self.now)
