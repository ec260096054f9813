"""A hub behind a real web server in a thread, and a hub of a few lines to put behind it."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import uvicorn
from starlette.applications import Starlette

from adviser_tui.hub.errors import bad_request, not_known
from adviser_tui.hub.serving import Serving, config_of
from adviser_tui.hub.web import make_app
from adviser_tui.hub.web_settings import WebSettings

TOKEN = "a-token-of-one-device-0123456789"
RANGES = {"proto": [1, 1], "schema": {"pull": [5, 5], "push": [1, 5]}}
GENEROUS = WebSettings(device_rate=1e6, device_burst=1e6, address_rate=0)

Answer = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass
class SmallHub:
    """Keeps what it is sent by number; answers as told where a test wants something else."""

    told: dict[str, Answer] = field(default_factory=dict)
    kept: dict[int, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def hello(self) -> dict[str, Any]:
        if "hello" in self.told:
            return self.told["hello"]({})
        return {"hub_id": "h", "server_time": 1, **RANGES}

    def enrol(self, body: dict[str, Any]) -> dict[str, Any]:
        return self._say("enrol", TOKEN, body, lambda _body: {"token": TOKEN})

    def glance(self, _token: str, _body: dict[str, Any]) -> None:
        return None

    def push(self, token: str, body: dict[str, Any]) -> dict[str, Any]:
        return self._say("push", token, body, self._keep)

    def _keep(self, body: dict[str, Any]) -> dict[str, Any]:
        changes = body.get("changes")
        if not isinstance(changes, list) or not all(isinstance(c, dict) for c in changes):
            raise bad_request("it has no changes")
        self.kept.update({change.get("l", 0): change for change in changes})
        outcomes = [{"l": change.get("l", 0), "o": "applied"} for change in changes]
        return {"acked": max(self.kept, default=0), "outcomes": outcomes}

    def _say(self, name: str, token: str, body: dict[str, Any], usual: Answer) -> dict[str, Any]:
        if token != TOKEN:
            raise not_known()
        self.asked.append(name)
        return self.told.get(name, usual)(body)

    def __getattr__(self, name: str) -> Callable[[str, dict[str, Any]], dict[str, Any]]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda token, body: self._say(name, token, body, lambda _body: {"ok": 1})


class Served:
    """A running server; `port` is where it listens."""

    def __init__(
        self, app: Any, settings: WebSettings = GENEROUS, serving: Serving | None = None
    ) -> None:
        made = app if isinstance(app, Starlette) else make_app(app, settings)
        serving = serving or Serving("", port=0)
        self.server = uvicorn.Server(config_of(serving, made))
        self._thread = threading.Thread(target=self.server.run, daemon=True)
        self._scheme = "https" if serving.tls_cert else "http"

    @property
    def port(self) -> int:
        return int(self.server.servers[0].sockets[0].getsockname()[1])

    @property
    def address(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self.port}"

    def __enter__(self) -> "Served":
        self._thread.start()
        while not self.server.started:
            assert self._thread.is_alive(), "the server did not start"
            time.sleep(0.005)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.server.should_exit = True
        self.server.force_exit = True
        self._thread.join(60)
        assert not self._thread.is_alive()

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> "Heard":
        """Ask by a connection of its own and return what came back."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            return Heard(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    def post(self, name: str, body: Any, **headers: str) -> "Heard":
        """Post JSON with the token of the small hub's one device."""
        usual = {"Content-Type": "application/json", "Authorization": f"Bearer {TOKEN}"}
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        return self.ask("POST", f"/v1/{name}", raw, {**usual, **named})


@dataclass(frozen=True)
class Heard:
    """An answer as it came over the wire."""

    status: int
    raw_headers: dict[str, str]
    body: bytes

    def header(self, name: str) -> str:
        return {k.lower(): v for k, v in self.raw_headers.items()}.get(name.lower(), "")

    def json(self) -> dict[str, Any]:
        said = json.loads(self.body)
        assert isinstance(said, dict)
        return said
