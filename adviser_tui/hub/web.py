"""The hub as a web application: who may ask, how often and how much; the hub itself does the rest.

Everything that can be refused without the database is refused first, in this order: address,
token, rate, versions, form of the body, room for one more, size. What is refused says so in one
shape, `{"err", "msg", "retry_after"?}`.
"""

import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final, Protocol

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from adviser_tui.errors import AdviserError
from adviser_tui.hub import web_asking as asking
from adviser_tui.hub.errors import HubError
from adviser_tui.hub.metrics import Metrics
from adviser_tui.hub.throttle import Buckets, Guesses
from adviser_tui.hub.web_answering import answer, nothing_here, refusal, wrong_method
from adviser_tui.hub.web_guard import Guard
from adviser_tui.hub.web_pool import Pool
from adviser_tui.hub.web_settings import WebSettings
from adviser_tui.sync import packing

CALLS: Final = {
    "token": "rotate",
    **{
        name: name
        for name in (
            *("fork", "push", "pull", "digest", "review"),
            *("settle", "transfer", "erase", "people"),
        )
    },
}
"""What may be asked with a token, and the hub's name for it."""
_LOOPBACK = ("127.0.0.1", "::1")
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


class Answering(Protocol):
    """What the application needs of a hub; the calls of `CALLS` are asked by their names."""

    def hello(self) -> dict[str, Any]:
        """Say who the hub is and what it understands."""
        ...

    def enrol(self, body: dict[str, Any]) -> dict[str, Any]:
        """Let a device join by its code."""
        ...

    def glance(self, token: str, body: dict[str, Any]) -> dict[str, Any] | None:
        """Answer a pull at once where there is nothing new, else not at all."""
        ...


def make_app(
    hub: Answering,
    settings: WebSettings | None = None,
    *,
    metrics: Metrics | None = None,
    figures: Callable[[], Mapping[str, float]] = dict,
    known: Callable[[str], object] = str,
    on_end: Callable[[], None] | None = None,
) -> Starlette:
    """Return the application.

    `figures` are read for /metrics and /v1/health alone; `known` raises `HubError` 401 for a token
    that nobody has, and is asked before a large body is opened; `on_end` comes at the end.
    """
    web = Web(hub, settings or WebSettings(), metrics or Metrics(), figures, known)

    @asynccontextmanager
    async def lifetime(_app: Starlette) -> AsyncIterator[None]:
        yield
        web.pool.close()
        web.quick.close()
        if on_end is not None:
            on_end()

    posts = [Route(f"/v1/{name}", web.called(name), methods=["POST"]) for name in CALLS]
    app = Starlette(
        routes=[
            Route("/v1/hello", web.hello, methods=["GET"]),
            Route("/v1/health", web.health, methods=["GET"]),
            Route("/metrics", web.measured, methods=["GET"]),
            Route("/v1/enrol", web.enrolled, methods=["POST"]),
            *posts,
        ],
        middleware=[Middleware(Guard, metrics=web.metrics)],
        exception_handlers={HTTPException: _no_route},
        lifespan=lifetime,
    )
    app.router.redirect_slashes = False
    return app


async def _no_route(_request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException) and error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        response = refusal(wrong_method(" or ".join(sorted(allowed.split(", ")))))
        response.headers["Allow"] = allowed
        return response
    return refusal(nothing_here())


class Web:
    """The routes of one process, with its buckets and threads."""

    def __init__(
        self,
        hub: Answering,
        settings: WebSettings,
        metrics: Metrics,
        figures: Callable[[], Mapping[str, float]],
        known: Callable[[str], object],
    ) -> None:
        self._hub = hub
        self._known = known
        self._settings = settings
        self._figures = figures
        self._devices = Buckets(settings.device_rate, settings.device_burst)
        self._addresses = Buckets(settings.address_rate or 1.0, settings.address_burst)
        self._guesses = Guesses(settings.guesses, settings.guesses_together)
        self._ranges: Mapping[str, Any] = {}
        self.metrics = metrics
        self.pool = Pool(settings.threads, settings.waiting)
        self.quick = Pool(settings.quick_threads, settings.waiting)

    async def hello(self, request: Request) -> Response:
        """Say who this hub is and what it understands."""
        try:
            self._check_address(request)
            return answer(await self.quick.run(self._hub.hello), _wanted(request))
        except AdviserError as error:
            return _refused(error)

    async def health(self, request: Request) -> Response:
        """Say whether the process lives and its database answers, in how many milliseconds, and
        for how many seconds the oldest change has waited for somebody or something else.
        """

        def look() -> dict[str, Any]:
            began = time.monotonic()
            self._hub.hello()
            took = int((time.monotonic() - began) * 1000)
            waiting = int(self._figures().get("oldest_waiting_seconds", 0))
            return {"status": "ok", "database": "ok", "database_ms": took, "waiting_s": waiting}

        try:
            self._check_address(request)
            return answer(await self.quick.run(look), "identity")
        except AdviserError as error:
            return _refused(error)

    async def measured(self, request: Request) -> Response:
        """Tell the counts to this machine itself, or to who shows the token for it."""
        shown = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
        wanted = self._settings.metrics_token.encode()
        host = request.client.host if request.client else ""
        # A proxy on this machine makes everybody look like this machine.
        near = host in _LOOPBACK and not any(name in request.headers for name in _FORWARDED)
        if not (wanted and secrets.compare_digest(shown, wanted)) and not near:
            return refusal(nothing_here())
        try:
            told = await self.pool.run(lambda: self.metrics.text(self._figures()))
        except AdviserError as error:
            return _refused(error)
        return PlainTextResponse(told, media_type="text/plain; version=0.0.4")

    async def enrolled(self, request: Request) -> Response:
        """Let a device join by its code; wrong codes are slowed down by address and altogether."""
        address = asking.address_of(request)
        try:
            self._check_address(request)
            wait = self._guesses.begin(address)
            if wait:
                raise _too_often(wait)
            reply = await self._done(request, "enrol", self._hub.enrol)
            self._guesses.was_right(address)
            return reply
        except AdviserError as error:
            if not (isinstance(error, HubError) and error.status in (401, 403, 404, 410, 429)):
                self._guesses.was_right(address)
            return await self._late(request, error)

    def called(self, name: str) -> Callable[[Request], Any]:
        """Return the route of one call that needs a token."""
        method = getattr(self._hub, CALLS[name])

        async def route(request: Request) -> Response:
            try:
                self._check_address(request)
                token = asking.token_of(request)
                device = asking.device_key(token)
                request.state.log = {"device": device}
                wait = self._devices.take(device)
                if wait:
                    raise _too_often(wait)
                return await self._done(request, name, lambda body: method(token, body), token)
            except AdviserError as error:
                return await self._late(request, error)

        return route

    def _check_address(self, request: Request) -> None:
        if self._settings.address_rate:
            wait = self._addresses.take(asking.address_of(request))
            if wait:
                raise _too_often(wait)

    async def _done(
        self,
        request: Request,
        name: str,
        call: Callable[[dict[str, Any]], dict[str, Any]],
        token: str = "",
    ) -> Response:
        """Read the body, ask the hub in a thread and pack what it says."""
        if not self._ranges:
            self._ranges = await self.quick.run(self._hub.hello)
        asking.check_versions(request, name, self._ranges)
        encoding = asking.encoding_of(request)
        if name != "pull":
            self.pool.refuse_when_full()
        limits = self._settings
        raw = await asking.body_of(request, limits.body_bytes, limits.body_seconds)
        wanted = _wanted(request)

        def job() -> Response:
            body = self._opened(name, raw, encoding, token)
            began = time.monotonic()
            reply = call(body)
            self._count(name, reply, time.monotonic() - began)
            return answer(reply, wanted)

        def look() -> Response | None:
            began = time.monotonic()
            reply = self._hub.glance(token, asking.opened(raw, encoding, limits.small_bytes))
            if reply is None:
                return None
            self._count(name, reply, time.monotonic() - began)
            return answer(reply, wanted)

        if name == "pull":
            looked = await self.quick.run(look)
            if looked is not None:
                return looked
        return await self.pool.run(job)

    def _opened(self, name: str, raw: bytes, encoding: str, token: str) -> dict[str, Any]:
        """Return what a body says; a large one is opened for a known device alone."""
        try:
            return asking.opened(raw, encoding, self._settings.small_bytes)
        except HubError as error:
            if name != "push" or error.status != 413:
                raise
        self._known(token)
        return asking.opened(raw, encoding, self._settings.inflated_bytes)

    async def _late(self, request: Request, error: AdviserError) -> Response:
        """Refuse after the body went by, so that the other end has finished speaking."""
        if not (isinstance(error, HubError) and error.status in (408, 413)):
            await asking.pass_over(request, self._settings.body_bytes)
        if isinstance(error, HubError) and error.code == "forked":
            self.metrics.add("forks_total")
        return _refused(error)

    def _count(self, name: str, reply: Mapping[str, Any], seconds: float) -> None:
        """Note what was taken or given; counts alone."""
        if name == "push":
            self.metrics.took("push_seconds", seconds)
        elif name == "pull":
            self.metrics.took("pull_seconds", seconds)
            rows = sum(
                len(table["r"])
                for scope in reply.get("scopes", {}).values()
                for table in scope.get("put", {}).values()
            )
            self.metrics.add("pull_rows_total", rows)


def _wanted(request: Request) -> str:
    return packing.chosen(request.headers.get("accept-encoding", ""))


def _too_often(wait: float) -> HubError:
    return HubError(
        429,
        "too_often",
        "The hub is asked too often from here. Nothing was changed; it is tried again by itself.",
        retry_after=max(1, round(wait)),
    )


def _refused(error: AdviserError) -> Response:
    """Refuse; a store that failed in another way than the hub knows is told without its words."""
    if isinstance(error, HubError):
        return refusal(error)
    return refusal(
        HubError(
            503,
            "storage",
            "The hub's database could not do its work. Nothing was changed.",
            retry_after=30,
        )
    )
