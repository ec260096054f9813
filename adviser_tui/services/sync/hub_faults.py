"""What went wrong on the way to the hub, as a sentence; in every case nothing is lost."""

import socket
import ssl
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from adviser_tui.services.sync.hub_address import is_this_computer
from adviser_tui.sync.transport import HubUnreachableError

_SAFE: Final = "Nothing is lost: what waits here is sent when it works again."
_NOT_JOINED: Final = (
    "This caseload has not joined. The code is still good: try again with it in the same folder."
)
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


class FaultError(HubUnreachableError):
    """The hub was not reached; `what` happened, without what is said to calm whoever waits."""

    def __init__(self, what: str, *, is_stranger: bool = False) -> None:
        super().__init__(f"{what}. {_SAFE}")
        self.what = what
        self.is_stranger = is_stranger
        """Whether there was an answer, and not of a hub."""


def unreachable(what: str) -> HubUnreachableError:
    """Return the error for something that happened, said as the beginning of a sentence."""
    return FaultError(what)


def while_joining(error: HubUnreachableError, address: str) -> HubUnreachableError:
    """Return the same error for one who does not work with a hub yet, so that nothing waits."""
    if not isinstance(error, FaultError):
        return error
    what = error.what
    if error.is_stranger:
        what = (
            f"What answers at {address} is not a hub of Adviser. Look at the address and its port; "
            "in a guest network, open a web page in a browser and log in there first"
        )
    return HubUnreachableError(f"{what}. {_NOT_JOINED}")


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
    return FaultError(
        "Something between here and the hub answered in its place, such as the log-in page of a "
        "guest network. Open a web page in a browser, log in there and try again",
        is_stranger=True,
    )


def from_network(error: BaseException, address: str) -> HubUnreachableError:
    """Return the error for what the network library raised while speaking with an address."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    where = f"{host} port {parts.port or (443 if parts.scheme == 'https' else 80)}"
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = _CERTIFICATE.get(
                getattr(cause, "verify_code", 0), "its certificate was not accepted"
            )
            return unreachable(f"{host} could not prove that it is your hub: {why}")
        if isinstance(cause, ssl.SSLError):
            return unreachable(_unsafe(cause, host, where, parts.netloc))
        if isinstance(cause, socket.gaierror):
            return unreachable(f"The name {host} was not found; there may be no network just now")
        if isinstance(cause, ConnectionRefusedError):
            return unreachable(f"Nothing answers at {where}; the hub may not be running")
        if isinstance(cause, TimeoutError):
            return unreachable(f"{where} did not answer in time")
    broke = f"The connection to {where} broke off"
    if parts.scheme == "http":
        broke += f"; a hub with a certificate is at https://{parts.netloc}"
    return unreachable(broke)


def _unsafe(error: ssl.SSLError, host: str, where: str, netloc: str) -> str:
    """Say what is wrong where both sides could not agree on how to speak safely."""
    if error.reason not in ("WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE"):
        return f"No safe connection to {where} could be made"
    said = f"{where} does not speak https"
    if is_this_computer(host):
        said += f"; a hub on this computer without a certificate is at http://{netloc}"
    return said


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Give the error and everything it came from, the innermost last."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or found.__context__
