"""What the hub counts about itself, told in the text format that Prometheus reads.

Counts and times only: a label takes one of the words declared here, anything else is `other`, so
that no name, id or value of anybody can get into a measurement. Each process counts for itself.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final

from adviser_tui.sync.limits import OUTCOMES

ROUTES: Final = (
    *("hello", "health", "metrics", "enrol", "token", "fork", "push", "pull", "digest"),
    *("review", "settle", "transfer", "erase", "people"),
)
STATUSES: Final = tuple(
    str(s) for s in (200, 400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 426, 429, 500, 503)
)
_STEPS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that is counted: `counter`, `gauge` or `histogram` (in seconds)."""

    name: str
    kind: str
    says: str
    label: str = ""
    words: tuple[str, ...] = ()


FIGURES: Final = (
    Figure("requests_total", "counter", "Requests answered.", "route", ROUTES),
    Figure("answers_total", "counter", "Answers by status.", "status", STATUSES),
    Figure("request_seconds", "histogram", "Time to answer.", "route", ROUTES),
    Figure("received_bytes_total", "counter", "Bytes of bodies received."),
    Figure("sent_bytes_total", "counter", "Bytes of bodies sent."),
    Figure("push_changes_total", "counter", "Changes taken.", "outcome", OUTCOMES),
    Figure("push_seconds", "histogram", "Time to take a batch of changes."),
    Figure("scope_lock_wait_seconds", "histogram", "Time waited for the lock of a scope."),
    Figure("pull_rows_total", "counter", "Rows given to devices."),
    Figure("pull_seconds", "histogram", "Time to put a page together."),
    Figure("bootstrap_active", "gauge", "Devices that fetch everything just now."),
    Figure("clock_clamped_total", "counter", "Changes dated too far ahead."),
    Figure("forks_total", "counter", "Devices found to be copies of an earlier state."),
    Figure("replays_total", "counter", "Batches that had been taken before."),
    Figure("device_lag_seconds", "gauge", "Age of the oldest device's last contact."),
    Figure("conflicts_open", "gauge", "Two versions that nobody decided about yet."),
    Figure("quarantine_open", "gauge", "Changes set aside for a team lead."),
    Figure("held_open", "gauge", "Changes that wait for another record."),
    Figure("oldest_waiting_seconds", "gauge", "Age of the oldest change held or set aside."),
    Figure("erasure_unconfirmed_devices", "gauge", "Devices that did not confirm an erasure."),
)
"""All that is ever told; a figure nobody counted yet is told as nothing."""

_BY_NAME: Final = {figure.name: figure for figure in FIGURES}


class Metrics:
    """The counts of one process; every method may be called from any thread."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], float] = {}
        self._times: dict[tuple[str, str], _Times] = {}
        self._lock = Lock()

    def add(self, name: str, amount: float = 1, word: str = "") -> None:
        """Count further; `word` is the label's."""
        key = (name, _word(_BY_NAME[name], word))
        with self._lock:
            self._values[key] = self._values.get(key, 0) + amount

    def put(self, name: str, value: float) -> None:
        """Say how much there is of something now."""
        with self._lock:
            self._values[(_BY_NAME[name].name, "")] = value

    def took(self, name: str, seconds: float, word: str = "") -> None:
        """Note how long something took."""
        key = (name, _word(_BY_NAME[name], word))
        with self._lock:
            self._times.setdefault(key, _Times()).add(seconds)

    def value(self, name: str, word: str = "") -> float:
        """Return what a counter or gauge stands at."""
        with self._lock:
            return self._values.get((name, word), 0)

    def text(self, also: Mapping[str, float] | None = None) -> str:
        """Return everything as text; `also` are gauges that are read only when asked for."""
        for name, value in (also or {}).items():
            if name in _BY_NAME:
                self.put(name, value)
        lines: list[str] = []
        with self._lock:
            for figure in FIGURES:
                lines += self._told(figure)
        return "\n".join(lines) + "\n"

    def _told(self, figure: Figure) -> Iterable[str]:
        yield f"# HELP {figure.name} {figure.says}"
        yield f"# TYPE {figure.name} {figure.kind}"
        if figure.kind == "histogram":
            for (name, word), times in sorted(self._times.items()):
                if name == figure.name:
                    yield from times.told(figure, word)
            return
        for (name, word), value in sorted(self._values.items()):
            if name == figure.name:
                label = f'{{{figure.label}="{word}"}}' if figure.label else ""
                yield f"{name}{label} {_number(value)}"


class _Times:
    """How many took how long."""

    def __init__(self) -> None:
        self._counts = [0] * (len(_STEPS) + 1)
        self._sum = 0.0

    def add(self, seconds: float) -> None:
        self._counts[bisect_left(_STEPS, seconds)] += 1
        self._sum += seconds

    def told(self, figure: Figure, word: str) -> Iterable[str]:
        label = f'{figure.label}="{word}"' if figure.label else ""
        so_far = 0
        for step, count in zip((*map(str, _STEPS), "+Inf"), self._counts, strict=True):
            so_far += count
            both = f'{label},le="{step}"' if label else f'le="{step}"'
            yield f"{figure.name}_bucket{{{both}}} {so_far}"
        ending = f"{{{label}}}" if label else ""
        yield f"{figure.name}_sum{ending} {self._sum:.6f}"
        yield f"{figure.name}_count{ending} {so_far}"


def _word(figure: Figure, word: str) -> str:
    if not figure.label:
        return ""
    return word if word in figure.words else "other"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.6f}"
