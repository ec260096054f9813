"""How a device speaks with a hub, whatever lies between them."""

from collections.abc import Mapping
from typing import Any, Protocol

from adviser_tui.errors import SyncError


class HubUnreachableError(SyncError):
    """The hub was not reached, or what came back was not the hub's; nothing is lost."""

    exit_code = 4


class HubRefusedError(SyncError):
    """The hub answered no; `code` says why in one word, `details` holds what else it said."""

    exit_code = 4

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        code: str = "",
        details: Mapping[str, Any] | None = None,
        retry_after: float = 0.0,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.details = dict(details or {})
        self.retry_after = retry_after


class Transport(Protocol):
    """A way to the hub."""

    def call(self, name: str, body: Mapping[str, Any], token: str = "") -> dict[str, Any]:
        """Ask one thing and return the answer.

        Raises `HubRefusedError` or `HubUnreachableError`.
        """
        ...
