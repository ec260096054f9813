"""A hub in the same process, spoken to in the same bytes as over a network."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import AdviserError
from adviser_tui.hub.errors import HubError, bad_request
from adviser_tui.sync import strict_json
from adviser_tui.sync.transport import HubRefusedError

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub

CALLS = ("fork", "push", "pull", "digest", "review", "settle", "transfer", "erase", "people")


class InProcess:
    """A way to a hub without a network: for tests, and for what comes on a stick."""

    def __init__(self, hub: "Hub") -> None:
        self._hub = hub

    def call(self, name: str, body: Mapping[str, Any], token: str = "") -> dict[str, Any]:
        """Ask one thing; raises `HubRefusedError` as a hub over the network would be told of."""
        try:
            asked = strict_json.read(strict_json.written(dict(body)))
            reply = self._method(name, token)(asked)
        except strict_json.JsonError as error:
            raise _refused(bad_request(error.why)) from None
        except HubError as error:
            raise _refused(error) from None
        except AdviserError as error:
            raise _refused(HubError(400, "refused", str(error))) from None
        return strict_json.read(strict_json.written(reply))

    def _method(self, name: str, token: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
        hub = self._hub
        if name == "hello":
            return lambda _: hub.hello()
        if name == "enrol":
            return hub.enrol
        if name == "token":
            return lambda body: hub.rotate(token, body)
        if name not in CALLS:
            raise HubError(404, "not_found", "There is nothing here.")
        method: Callable[[str, dict[str, Any]], dict[str, Any]] = getattr(hub, name)
        return lambda body: method(token, body)


def _refused(error: HubError) -> HubRefusedError:
    return HubRefusedError(
        error.message,
        status=error.status,
        code=error.code,
        details=error.details,
        retry_after=float(error.retry_after),
    )
