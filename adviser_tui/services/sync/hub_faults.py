"""What went wrong on the way to the hub, as a sentence; in every case nothing is lost."""

import socket
import ssl
from collections.abc import Iterator
from typing import Final

from adviser_tui.sync.transport import HubUnreachableError

_SAFE: Final = "Nothing is lost: what waits here is sent when it works again."
_CERTIFICATE: Final = {
    10: "its certificate has expired; tell whoever runs the hub",
    9: "its certificate is not valid yet; look whether this computer's date is right",
    18: "its certificate is not one that this computer trusts; if your team has a file with its "
    "own certificate authority, name it when joining",
    19: "its certificate comes from an authority that this computer does not know; if your team "
    "has a file with it, name it when joining",
    20: "its certificate comes from an authority that this computer does not know; if your team "
    "has a file with it, name it when joining",
    62: "its certificate is made out to another name",
    64: "its certificate is made out to another address",
}


def unreachable(what: str) -> HubUnreachableError:
    """Return the error for something that happened, said as the beginning of a sentence."""
    return HubUnreachableError(f"{what}. {_SAFE}")


def stopped() -> HubUnreachableError:
    """Return the error for a sync that somebody ended on purpose."""
    return unreachable("The sync was stopped")


def too_slow() -> HubUnreachableError:
    """Return the error for a line that is alive and too slow to be of use."""
    return unreachable("The connection to the hub is too slow just now")


def damaged() -> HubUnreachableError:
    """Return the error for an answer that is cut short or is not what the hub wrote."""
    return unreachable("The answer of the hub was damaged on the way and thrown away")


def not_the_hub(status: int) -> HubUnreachableError:
    """Return the error for an answer that somebody else gave; its contents mean nothing."""
    if status in (502, 503, 504):
        return unreachable("The hub is not running just now; what stands before it answered")
    if status == 407:
        return unreachable("The network here wants you to log in to its proxy first")
    return unreachable(
        "Something between here and the hub answered in its place, such as the log-in page of a "
        "guest network. Open a web page in a browser, log in there and try again"
    )


def from_network(error: BaseException, host: str) -> HubUnreachableError:
    """Return the error for what the network library raised while speaking with `host`."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = _CERTIFICATE.get(
                getattr(cause, "verify_code", 0), "its certificate was not accepted"
            )
            return unreachable(f"{host} could not prove that it is your hub: {why}")
        if isinstance(cause, ssl.SSLError):
            return unreachable(f"No safe connection to {host} could be made")
        if isinstance(cause, socket.gaierror):
            return unreachable(f"The name {host} was not found; there may be no network just now")
        if isinstance(cause, ConnectionRefusedError):
            return unreachable(f"Nothing answers at {host}; the hub may not be running")
        if isinstance(cause, TimeoutError):
            return unreachable(f"{host} did not answer in time")
    return unreachable(f"The connection to {host} broke off")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Give the error and everything it came from, the innermost last."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__
