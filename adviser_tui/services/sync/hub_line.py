"""Asking the hub as this device: with its token, which is renewed every month."""

from collections.abc import Callable, Mapping
from typing import Any

from adviser_tui.services.sync.answers import checked
from adviser_tui.services.sync.membership import Membership, MembershipFile
from adviser_tui.sync.transport import HubRefusedError, Transport

TOKEN_DAYS = 30
_DAY_MS = 86_400_000


class HubLine:
    """The hub, asked by this device."""

    def __init__(
        self,
        transport: Transport,
        file: MembershipFile,
        membership: Membership,
        wall_ms: Callable[[], int],
    ) -> None:
        self._transport = transport
        self._file = file
        self._wall_ms = wall_ms
        self.membership = membership

    def hello(self) -> dict[str, Any]:
        """Ask the hub who it is; no token is shown, since it may be another one."""
        return checked("hello", self._transport.call("hello", {}, ""))

    def call(self, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Ask something with the token; raises as a transport does.

        A new token counts from the moment the hub answers to it. Where the hub does not know it,
        the old one is shown once more: it holds until the new one was used.
        """
        mine = self.membership
        if not mine.next_token:
            return checked(name, self._transport.call(name, body, mine.token))
        try:
            reply = self._transport.call(name, body, mine.next_token)
        except HubRefusedError as no:
            if no.status != 401 or not mine.token:
                raise
            reply = self._transport.call(name, body, mine.token)
            self.change(next_token="")
        else:
            self.change(token=mine.next_token, next_token="")
        return checked(name, reply)

    def change(self, **values: Any) -> None:
        """Keep something new about this device's membership."""
        self.membership = self._file.change(**values)

    def renew_token_if_due(self) -> bool:
        """Ask for a new token when this one is a month old; say whether it did."""
        mine = self.membership
        age = self._wall_ms() - mine.token_ms
        if mine.next_token or (mine.token_ms and 0 <= age < TOKEN_DAYS * _DAY_MS):
            return False
        if not mine.token_ms:
            self.change(token_ms=self._wall_ms())
            return False
        reply = self.call("token", {"audit": dict(mine.audit)})
        # On the disk before it is ever shown: a token that was shown and lost locks us out.
        told = reply.get("audit")
        self.change(
            next_token=str(reply["token"]),
            token_ms=self._wall_ms(),
            audit=told if isinstance(told, Mapping) else {},
        )
        return True
