"""What may befall a request on its way: lost, its answer lost, late, twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from adviser_tui.sync.transport import HubUnreachableError, Transport

OK = "ok"
LOSE_REQUEST = "lose request"
LOSE_REPLY = "lose reply"
LATE_REQUEST = "late request"
LATE_REPLY = "late reply"
TWICE = "twice"
FATES = (OK, LOSE_REQUEST, LOSE_REPLY, LATE_REQUEST, LATE_REPLY, TWICE)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A request or an answer that is still on its way."""

    name: str
    body: Mapping[str, Any]
    token: str


@dataclass
class Fated:
    """A way to the hub on which requests meet the fates that were laid out for them."""

    inner: Transport
    fates: list[str] = field(default_factory=list)
    late_requests: list[Parcel] = field(default_factory=list)
    late_replies: list[Parcel] = field(default_factory=list)
    between: Callable[[], None] | None = None
    """Done once while the next request is under way: people work on meanwhile."""
    had_in_hand: Callable[[str, Mapping[str, Any], Mapping[str, Any]], None] = (
        lambda _name, _body, _reply: None
    )
    before_twice: Callable[[], Any] = lambda: None
    """What the hub looks like, compared before and after the second delivery."""
    doubles: list[tuple[Any, Any]] = field(default_factory=list)

    def call(self, name: str, body: Mapping[str, Any], token: str = "") -> dict[str, Any]:
        """Ask, as the next fate has it."""
        fate = self.fates.pop(0) if self.fates else OK
        if self.between is not None:
            act, self.between = self.between, None
            act()
        if fate == LOSE_REQUEST:
            raise HubUnreachableError("lost on the way")
        if fate == LATE_REQUEST:
            self.late_requests.append(Parcel(name, dict(body), token))
            raise HubUnreachableError("not heard of again")
        reply = self._ask(name, body, token)
        if fate == TWICE and name in ("push", "pull"):
            was = self.before_twice()
            reply = self._ask(name, body, token)
            if name == "push":
                self.doubles.append((was, self.before_twice()))
        if fate == LOSE_REPLY:
            raise HubUnreachableError("the answer was lost")
        if fate == LATE_REPLY:
            self.late_replies.append(Parcel(name, reply, token))
            raise HubUnreachableError("the answer is late")
        return reply

    def deliver_late(self) -> None:
        """Let the oldest late request arrive after all; its answer goes nowhere."""
        if self.late_requests:
            parcel = self.late_requests.pop(0)
            self._ask(parcel.name, parcel.body, parcel.token)

    def _ask(self, name: str, body: Mapping[str, Any], token: str) -> dict[str, Any]:
        reply = self.inner.call(name, body, token)
        self.had_in_hand(name, body, reply)
        return reply
