"""Running the hub: addresses, certificates, worker processes, and what goes into the log."""

import ipaddress
import logging
import os
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from adviser_tui.errors import InputError, StorageError, UsageError
from adviser_tui.hub.web_settings import WebSettings

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette

    from adviser_tui.hub.hub import Hub
    from adviser_tui.hub.metrics import Metrics
    from adviser_tui.hub.place import Place

METRICS_TOKEN_FILE: Final = "ADVISER_HUB_METRICS_TOKEN_FILE"
"""The variable that names the file with what a measuring program must show."""
_KEEP_ALIVE_S: Final = 30
_STOP_S: Final = 20


@dataclass(frozen=True, slots=True)
class Serving:
    """How one hub is reached."""

    store: str
    """A path or an address of PostgreSQL; "" is what the hub's folder names."""
    folder: Path | None = None
    """Where the hub's keys and journal are; without it, beside the file or the usual place."""
    host: str = "127.0.0.1"
    port: int = 8470
    workers: int = 1
    tls_cert: Path | None = None
    tls_key: Path | None = None
    forwarded_allow_ips: str = "127.0.0.1"
    """Addresses of proxies whose word about the caller is taken, with commas; `*` is anybody's."""
    behind_proxy: bool = False
    """Plain http beyond this machine is in order, since a proxy before it speaks TLS."""
    connections: int = 2_000
    """Open connections of one process; beyond it new ones are told 503."""
    web: WebSettings = field(default_factory=WebSettings)


def run(serving: Serving, on_listening: Callable[[], None] = lambda: None) -> None:
    """Run the hub until it is told to stop; `on_listening` is called once it can be reached.

    Raises UsageError for settings that would not be safe, InputError for files that cannot be
    read, StorageError where the store or the port cannot be opened, RuleError for a hub that is
    being served already by a process that has to be alone, or restored.
    """
    checked = check(serving)
    _log_to_stderr()
    with held(checked):
        _run(checked, on_listening)


@contextmanager
def held(serving: Serving) -> "Iterator[None]":
    """Hold the hub for all its workers; raises RuleError where that is not to be had."""
    from adviser_tui.hub.place import is_server
    from adviser_tui.hub.serving_lock import served

    place = place_of(serving)
    with served(place.folder, alone=not is_server(serving.store or place.database)):
        yield


def _run(checked: Serving, on_listening: Callable[[], None]) -> None:
    import uvicorn

    from adviser_tui.hub.daily import tidied_daily

    # The store is opened once here, so that what is wrong with it is said before any process.
    make = partial(build, checked)
    tidied = tidied_daily(partial(opened, checked))
    if checked.workers == 1:
        app = make()
        server = uvicorn.Server(config_of(checked, app))
        # The server closes the store when it ends; where its port is taken, it never begins.
        with closing(app.state), _listening(server.config) as listener, tidied:
            _note_start(checked)
            on_listening()
            server.run(sockets=[listener])
        return
    make().state.close()
    from uvicorn.supervisors import Multiprocess

    config = config_of(checked, make, factory=True)
    with _listening(config) as listener, tidied:
        _note_start(checked)
        on_listening()
        Multiprocess(config, sockets=[listener]).run()


def check(serving: Serving) -> Serving:
    """Return the settings completed; raises UsageError or InputError for what cannot be meant."""
    from adviser_tui.hub.place import is_server

    if (serving.tls_cert is None) != (serving.tls_key is None):
        raise UsageError(
            "A certificate and its key belong together. Name both files, or neither. The hub was "
            "not started."
        )
    if serving.tls_cert is None and not serving.behind_proxy and not _is_here(serving.host):
        raise UsageError(
            f"At {serving.host} the hub could be reached from other machines without TLS, so that "
            "anybody on the way could read along. It was not started. Name a certificate and its "
            "key, or say that a proxy before the hub speaks TLS."
        )
    if serving.workers < 1:
        raise UsageError("The hub needs at least one worker. It was not started.")
    if serving.workers > 1 and not is_server(serving.store or place_of(serving).database):
        raise UsageError(
            "With an SQLite file one process does all the work, since only one can write at a "
            "time. The hub was not started. Leave out the workers, or move the hub to PostgreSQL."
        )
    if serving.tls_cert and serving.tls_key:
        _check_pair(serving.tls_cert, serving.tls_key)
    return replace(serving, web=_with_metrics_token(serving.web))


def build(serving: Serving) -> "Starlette":
    """Open the store and return the application; every worker does so for itself."""
    from adviser_tui.hub.callers import caller_of
    from adviser_tui.hub.figures import Figures
    from adviser_tui.hub.metrics import Metrics
    from adviser_tui.hub.web import make_app

    _log_to_stderr()
    metrics = Metrics()
    connections = serving.web.threads + serving.web.quick_threads
    hub = _hub_of(serving, connections, metrics)
    store = hub.store

    def known(token: str) -> None:
        with store.reading() as t:
            caller_of(t, token)

    app = make_app(
        hub,
        serving.web,
        metrics=metrics,
        figures=Figures(store),
        known=known,
        on_end=store.close,
    )
    app.state.close = store.close
    return app


@contextmanager
def opened(serving: Serving) -> "Iterator[Hub]":
    """Open the hub beside those that serve it, for as long as the block lasts."""
    hub = _hub_of(serving, 1)
    try:
        yield hub
    finally:
        hub.store.close()


def _hub_of(serving: Serving, connections: int, metrics: "Metrics | None" = None) -> "Hub":
    from adviser_tui.hub.founding import check_same
    from adviser_tui.hub.hub import Hub
    from adviser_tui.hub.store import open_store

    place = place_of(serving)
    store = open_store(serving.store or place.database, connections=connections)
    try:
        with store.reading() as t:
            check_same(t, place)
        return Hub(store, keys=place.keys, journal=place.journal, metrics=metrics)
    except BaseException:
        store.close()
        raise


def place_of(serving: Serving) -> "Place":
    """Return the hub's folder with its keys; raises NotFoundError where there is no hub."""
    from adviser_tui.hub.place import hub_folder, is_server, read_place

    folder = serving.folder
    if folder is None and serving.store and not is_server(serving.store):
        folder = Path(serving.store).absolute().parent
    return read_place(hub_folder(folder))


def config_of(
    serving: Serving, app: "Starlette | Callable[[], Starlette]", *, factory: bool = False
) -> "uvicorn.Config":
    """Return how the web server is set up: quiet, without its own log, name or pages."""
    import uvicorn

    return uvicorn.Config(
        app,
        host=serving.host,
        port=serving.port,
        factory=factory,
        workers=serving.workers,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=serving.forwarded_allow_ips,
        limit_concurrency=serving.connections,
        timeout_keep_alive=_KEEP_ALIVE_S,
        timeout_graceful_shutdown=_STOP_S,
        ssl_certfile=serving.tls_cert,
        ssl_keyfile=serving.tls_key,
        ssl_context_factory=safe_context if serving.tls_cert else None,
    )


def safe_context(_config: "uvicorn.Config", usual: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    """Return the server's side of TLS: 1.2 at least, with the ciphers Python thinks safe."""
    context = usual()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    return context


def _check_pair(certificate: Path, key: Path) -> None:
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
    except FileNotFoundError:
        raise InputError(
            f"The certificate {certificate} or its key {key} is not there. The hub was not started."
        ) from None
    except (OSError, ssl.SSLError):
        raise InputError(
            f"The certificate {certificate} and the key {key} could not be read, or do not belong "
            "together. The hub was not started. The key must not need a passphrase."
        ) from None


def _with_metrics_token(web: WebSettings) -> WebSettings:
    named = os.environ.get(METRICS_TOKEN_FILE, "")
    if not named or web.metrics_token:
        return web
    try:
        token = Path(named).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise InputError(
            f"The file {named}, which {METRICS_TOKEN_FILE} names, could not be read. The hub was "
            "not started."
        ) from None
    if len(token) < 16:
        raise InputError(
            f"The token in {named} is shorter than 16 characters and could be guessed. The hub "
            "was not started."
        )
    return replace(web, metrics_token=token)


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listening(config: "uvicorn.Config") -> Any:
    """Return the socket that the hub listens at, opened before anything is said about it."""
    import socket

    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    # Named as TCP, so that asyncio sends small answers at once: it would else wait for the other
    # side's word after the first part of each, which takes 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((config.host, config.port))
        listener.set_inheritable(True)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise StorageError(
            f"The hub cannot listen at {config.host} port {config.port} ({error.strerror}). "
            "Nothing was changed. Another hub may be running there; choose another port."
        ) from None
    return listener


def _note_start(serving: Serving) -> None:
    scheme = "https" if serving.tls_cert else "http"
    host = f"[{serving.host}]" if ":" in serving.host else serving.host
    logging.getLogger("adviser.hub").info(
        "listening at %s://%s:%d, workers=%d", scheme, host, serving.port, serving.workers
    )


class _ToStderr(logging.Handler):
    """Writes one line for each record to what is standard error at the moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        sys.stderr.write(f"{self.format(record)}\n")
        sys.stderr.flush()


def _log_to_stderr() -> None:
    """Write the hub's own lines; what the libraries log may hold addresses and stays out."""
    log = logging.getLogger("adviser.hub")
    if not log.handlers:
        handler = _ToStderr()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
