"""What whoever runs a hub may set about how it is reached."""

from dataclasses import dataclass

from adviser_tui.sync.limits import BODY_BYTES, INFLATED_BYTES


@dataclass(frozen=True, slots=True)
class WebSettings:
    """Limits of one process; the defaults carry a few hundred devices."""

    threads: int = 6
    """Requests worked on at a time; each may hold one connection to the database."""
    quick_threads: int = 2
    """Beside them, those of devices that have everything, so that they never wait for the rest."""
    waiting: int = 32
    """Requests that may wait for a thread before the others are asked to come back."""
    device_rate: float = 10.0
    device_burst: float = 30.0
    address_rate: float = 50.0
    """Requests a second from one address, behind which a whole office may sit; 0 is no limit."""
    address_burst: float = 500.0
    guesses: int = 5
    """Wrong joining codes a minute from one address."""
    guesses_together: int = 60
    body_bytes: int = BODY_BYTES
    inflated_bytes: int = INFLATED_BYTES
    small_bytes: int = 2 << 20
    """What everything but a push may hold once unpacked, and a push of who is not known yet."""
    body_seconds: float = 60.0
    """How long the body of one request may take to arrive."""
    metrics_token: str = ""
    """What a measuring program on another machine must show; without it only this machine may."""
