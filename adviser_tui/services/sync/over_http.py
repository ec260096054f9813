"""The way to the hub over the network.

An answer counts only when it is whole, of the hub's own form and marked as the hub's; whatever
else comes back, a redirect, a page of a guest network, an error of a proxy, is no answer at all.
"""

import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit
from weakref import WeakSet

from adviser_tui import __version__
from adviser_tui.services.sync import hub_faults
from adviser_tui.services.sync.hub_address import checked_address, is_this_computer
from adviser_tui.sync import packing, strict_json
from adviser_tui.sync.limits import PROTO, REPLY_BYTES
from adviser_tui.sync.transport import HubRefusedError

if TYPE_CHECKING:
    import httpx2

_REPLY_PARTS: Final = 8 << 20
_ACCEPTED: Final = "zstd, gzip"


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds are waited: for a connection, for the next bytes, for one whole call."""

    connect: float = 10.0
    silence: float = 30.0
    whole: float = 300.0


class OverHttp:
    """A `Transport` to the hub at an address; connections are used again until it is closed."""

    def __init__(
        self,
        address: str,
        *,
        ca_file: Path | None = None,
        schema: int = 0,
        patience: Patience | None = None,
        most: int = REPLY_BYTES,
    ) -> None:
        self._address = checked_address(address)
        self._host = urlsplit(self._address).hostname or ""
        self._ca_file = ca_file
        self._schema = schema
        self._patience = patience or Patience()
        self._most = most
        self._client: httpx2.Client | None = None
        self._sockets: WeakSet[socket.socket] = WeakSet()
        self._stopped = False
        self._opening = threading.Lock()
        self._encoding = "zstd"

    def __enter__(self) -> "OverHttp":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def call(self, name: str, body: Mapping[str, Any], token: str = "") -> dict[str, Any]:
        """Ask the hub one thing and return its answer; see `Transport`.

        Nothing is tried twice here: whoever calls knows what may be repeated.
        """
        self._raise_when_stopped()
        raw = b"" if name == "hello" else strict_json.written(body)
        encoding = self._encoding if len(raw) >= packing.SMALL else "identity"
        try:
            return self._asked(name, raw, encoding, token)
        except HubRefusedError as refusal:
            if refusal.status != 415 or encoding == "identity":
                raise
            # A proxy may not let packed bodies through; the hub always takes them as they are.
            self._encoding = "identity"
            return self._asked(name, raw, "identity", token)

    def cancel(self) -> None:
        """End for good what is under way, from any thread; the call raises HubUnreachableError."""
        self._stopped = True
        self._hang_up()

    def close(self) -> None:
        """Let go of the connections."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(RuntimeError, OSError):
                client.close()

    def _asked(self, name: str, raw: bytes, encoding: str, token: str) -> dict[str, Any]:
        import httpx2

        client = self._opened()
        late = threading.Event()
        watch = threading.Timer(self._patience.whole, self._run_late, (late,))
        watch.daemon = True
        watch.start()
        try:
            with client.stream(
                "GET" if name == "hello" else "POST",
                f"{self._address}/v1/{name}",
                content=packing.packed(raw, encoding) if raw else None,
                headers=self._headers(raw, encoding, token),
                extensions={"trace": self._noted},
            ) as response:
                return self._heard(response)
        except (httpx2.HTTPError, httpx2.StreamError, OSError, RuntimeError) as error:
            self._raise_when_stopped()
            if late.is_set():
                raise hub_faults.too_slow() from error
            raise hub_faults.from_network(error, self._address) from error
        finally:
            watch.cancel()
            # Whoever answers in the hub's place must not be able to mark this device.
            client.cookies.clear()

    def _headers(self, raw: bytes, encoding: str, token: str) -> dict[str, str]:
        headers = {
            "Accept": "application/json",
            "Accept-Encoding": _ACCEPTED,
            "User-Agent": f"adviser/{__version__}",
            "Sync-Proto": str(PROTO),
            "Sync-Schema": str(self._schema),
            "Sync-App": __version__,
        }
        if raw:
            headers["Content-Type"] = "application/json"
        if raw and encoding != "identity":
            headers["Content-Encoding"] = encoding
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return headers

    def _heard(self, response: "httpx2.Response") -> dict[str, Any]:
        """Return what the hub said; raises HubRefusedError for a no of the hub itself."""
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        is_marked = "sync-proto" in response.headers and kind == "application/json"
        if not is_marked or 300 <= response.status_code < 400:
            raise hub_faults.not_the_hub(response.status_code)
        parts: list[bytes] = []
        size = 0
        for part in response.iter_raw():
            self._raise_when_stopped()
            size += len(part)
            if size > self._most:
                raise hub_faults.damaged()
            parts.append(part)
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        try:
            raw = packing.unpacked(b"".join(parts), encoding, self._most)
            body = strict_json.read(raw, _REPLY_PARTS)
        except (packing.PackingError, strict_json.JsonError):
            raise hub_faults.damaged() from None
        if response.status_code == 200:
            return body
        raise self._refusal(response, body)

    def _refusal(self, response: "httpx2.Response", body: dict[str, Any]) -> Exception:
        code, message = body.pop("err", None), body.pop("msg", None)
        if response.status_code < 400 or not isinstance(code, str) or not isinstance(message, str):
            return hub_faults.not_the_hub(response.status_code)
        wait = body.pop("retry_after", response.headers.get("retry-after", "0"))
        seconds = float(wait) if str(wait).isascii() and str(wait).isdigit() else 0.0
        return HubRefusedError(
            message,
            status=response.status_code,
            code=code,
            details=body,
            retry_after=min(seconds, 86_400.0),
        )

    def _opened(self) -> "httpx2.Client":
        """Return the client; it is made when first needed, since making it takes a while."""
        import httpx2

        with self._opening:
            if self._client is None:
                patience = self._patience
                self._client = httpx2.Client(
                    verify=self._trust(),
                    follow_redirects=False,
                    # What this computer says to itself must not go over an office's proxy.
                    trust_env=not is_this_computer(self._host),
                    timeout=httpx2.Timeout(patience.silence, connect=patience.connect),
                    limits=httpx2.Limits(max_connections=4, max_keepalive_connections=1),
                )
            return self._client

    def _trust(self) -> ssl.SSLContext:
        """Return whom to believe: the named authority alone, else those of this computer."""
        if self._address.startswith("http://"):
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if self._ca_file is None:
            import httpx2

            context = httpx2.create_ssl_context()
        else:
            try:
                context = ssl.create_default_context(cafile=str(self._ca_file))
            except OSError:
                raise hub_faults.unreachable(
                    f"The certificate file {self._ca_file}, by which the hub proves that it is "
                    "yours, could not be read"
                ) from None
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context

    def _noted(self, event: str, info: Mapping[str, Any]) -> None:
        """Keep every socket that is opened, so that it can be hung up from another thread."""
        self._raise_when_stopped()
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            opened = info["return_value"].get_extra_info("socket")
            if isinstance(opened, socket.socket):
                self._sockets.add(opened)
                self._raise_when_stopped()

    def _run_late(self, late: threading.Event) -> None:
        late.set()
        self._hang_up()

    def _hang_up(self) -> None:
        for opened in list(self._sockets):
            with suppress(OSError):
                # Not the method of a TLS socket, which would first forget its own state.
                socket.socket.shutdown(opened, socket.SHUT_RDWR)

    def _raise_when_stopped(self) -> None:
        if self._stopped:
            raise hub_faults.stopped()
