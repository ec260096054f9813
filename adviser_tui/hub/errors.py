"""The one kind of answer that is not a yes: a status, a code, a sentence and, rarely, particulars.

No message carries a value of anybody's record: ids and counts at most.
"""

from collections.abc import Mapping
from typing import Any

from adviser_tui.errors import AdviserError


class HubError(AdviserError):
    """A request that was not done; `status` is the HTTP status, `retry_after` in seconds."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        details: Mapping[str, Any] | None = None,
        retry_after: int = 0,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.details = dict(details or {})
        self.retry_after = retry_after

    def as_body(self) -> dict[str, Any]:
        """Return the one shape in which every refusal is told."""
        body: dict[str, Any] = {"err": self.code, "msg": self.message, **self.details}
        if self.retry_after:
            body["retry_after"] = self.retry_after
        return body


def busy(seconds: int = 2) -> HubError:
    """Return the refusal of a moment: nothing was done, and it may be tried again."""
    return HubError(
        503,
        "busy",
        "The hub is busy just now. Nothing was changed; it is tried again by itself.",
        retry_after=seconds,
    )


def bad_request(why: str) -> HubError:
    """Return the refusal of a request that could not be understood."""
    return HubError(400, "bad_request", f"The hub could not understand the request: {why}.")


def not_known() -> HubError:
    """Return the refusal of a token that nobody has; nothing says whether it ever existed."""
    return HubError(
        401,
        "unauthorised",
        "The hub does not know this device. What is on it is safe; ask for a new code to join.",
    )


def expired() -> HubError:
    """Return the refusal of a token that was not used for so long that it may have been lost."""
    return HubError(
        401,
        "expired",
        "This device was away for too long. What is on it is safe; ask for a new code and join "
        "again.",
    )


def too_old(pulled: tuple[int, int]) -> HubError:
    """Return the refusal of a program that could not read what the hub would send."""
    return HubError(
        426,
        "schema",
        "The program on this device is too old to read what the team has now. What was recorded "
        "here is still delivered; update the program to receive again.",
        {"schema": list(pulled)},
    )


def schema_in(body: Mapping[str, Any]) -> int:
    """Return the shape of the caseload that asks, 0 where it does not say."""
    schema = body.get("schema", 0)
    if type(schema) is not int or not 0 <= schema < 10_000:
        raise bad_request("schema is a small number")
    return schema


def not_allowed() -> HubError:
    """Return the refusal of something that the caller has no right to."""
    return HubError(403, "forbidden", "You have no right to do this. Nothing was changed.")
