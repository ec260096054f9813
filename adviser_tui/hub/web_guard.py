"""Around every request: protecting headers, one line in the log, a count, and no crash told."""

import logging
import time
import traceback

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adviser_tui.hub.errors import bad_request
from adviser_tui.hub.metrics import ROUTES, Metrics
from adviser_tui.hub.web_answering import internal, refusal

LOG = logging.getLogger("adviser.hub")
_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
)
_HSTS = (b"strict-transport-security", b"max-age=31536000")


class Guard:
    """What no answer of the hub goes out without."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.monotonic()
        status = 0
        sent = 0
        received = 0

        async def told(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = [*message.get("headers", ()), *_HEADERS]
                if scope.get("scheme") == "https":
                    headers.append(_HSTS)
                message = {**message, "headers": headers}
            else:
                sent += len(message.get("body", b""))
            await send(message)

        async def heard() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            return message

        scope.setdefault("state", {})
        try:
            if _has_two_lengths(scope):
                await _hung_up(scope, heard, told)
            else:
                await self._app(scope, heard, told)
        except Exception as error:
            # The text of an exception may hold a value of a record: its kind and place only.
            LOG.error("fault %s at %s", type(error).__name__, _place(error))
            if not status:
                await refusal(internal())(scope, receive, told)
        route = _route(scope["path"])
        took = time.monotonic() - began
        self._metrics.add("requests_total", word=route)
        self._metrics.add("answers_total", word=str(status))
        self._metrics.took("request_seconds", took, route)
        self._metrics.add("received_bytes_total", received)
        self._metrics.add("sent_bytes_total", sent)
        LOG.info(
            "%s %s %d %dms in=%d out=%d%s",
            scope["method"] if scope["method"] in ("GET", "HEAD", "POST") else "?",
            route,
            status,
            took * 1000,
            received,
            sent,
            "".join(f" {name}={value}" for name, value in scope["state"].get("log", {}).items()),
        )


def _has_two_lengths(scope: Scope) -> bool:
    """Say whether a proxy and the hub could disagree about where the request ends."""
    names = [name for name, _value in scope["headers"]]
    return b"transfer-encoding" in names and b"content-length" in names


async def _hung_up(scope: Scope, receive: Receive, send: Send) -> None:
    response = refusal(bad_request("its length is given in two ways"))
    response.headers["Connection"] = "close"
    await response(scope, receive, send)


def _route(path: str) -> str:
    """Return the name of a route; a path that is none may hold anything and is not told."""
    name = path.removeprefix("/v1/") if path.startswith("/v1/") else path.removeprefix("/")
    return name if name in ROUTES else "?"


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{f.name}:{f.lineno}" for f in reversed(frames[-4:]))
