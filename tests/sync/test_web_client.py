"""The device's way to the hub: only the hub's own whole answer counts, everything else is told."""

import gzip
import hashlib
import json
import socket
import ssl
import threading
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
import zstandard

from adviser_tui.errors import InputError
from adviser_tui.hub.errors import HubError
from adviser_tui.hub.serving import Serving, check
from adviser_tui.services.sync.hub_address import checked_address
from adviser_tui.services.sync.over_http import OverHttp, Patience
from adviser_tui.sync.transport import HubRefusedError, HubUnreachableError
from tests.sync.chaos import FAIR, PORTAL, ChaosProxy, Fate
from tests.sync.fates import HASTY, PATIENT
from tests.sync.served import TOKEN, Served, SmallHub


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[SmallHub, Served, ChaosProxy]]:
    hub = SmallHub()
    with Served(hub) as served, ChaosProxy(served.port) as proxy:
        yield hub, served, proxy


@pytest.fixture
def hub(running: tuple[SmallHub, Served, ChaosProxy]) -> SmallHub:
    running[0].told.clear()
    running[0].kept.clear()
    return running[0]


@pytest.fixture
def proxy(hub: SmallHub, running: tuple[SmallHub, Served, ChaosProxy]) -> ChaosProxy:
    running[2].set(FAIR)
    running[2].connections = 0
    return running[2]


@pytest.fixture
def way(proxy: ChaosProxy) -> Iterator[OverHttp]:
    with OverHttp(proxy.address, patience=PATIENT) as opened:
        yield opened


def way_that_may_be(says: str, proxy: ChaosProxy) -> OverHttp:
    """Return a way to a hub that waits only as long as what is expected of it takes.

    Only where no answer comes at all may little patience be what tells it.
    """
    return OverHttp(proxy.address, patience=HASTY if says in ("in time", "") else PATIENT)


def answered(head: str, body: bytes = b"", *, marked: bool = True) -> bytes:
    """Return an answer of the network, with or without the mark that a hub's own has."""
    lines = [f"HTTP/1.1 {head}", f"Content-Length: {len(body)}"]
    if marked:
        lines += ["Sync-Proto: 1", "Content-Type: application/json"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def test_what_goes_up_and_comes_down_is_the_same(hub: SmallHub, way: OverHttp) -> None:
    hub.told["pull"] = lambda body: {"back": body}
    sent = {"text": "Ægir såg 😀 " * 2_000, "none": None, "list": [1, -5, "x"], "flag": True}
    assert way.call("pull", sent, TOKEN) == {"back": sent}
    assert way.call("hello", {})["hub_id"] == "h"


def test_connections_are_used_again_and_bodies_are_packed(proxy: ChaosProxy, way: OverHttp) -> None:
    for _ in range(5):
        way.call("push", {"changes": [{"l": n, "f": "x" * 100} for n in range(500)]}, TOKEN)
    assert proxy.connections == 1
    assert proxy.up < 5 * 10_000


def test_a_refusal_of_the_hub_keeps_its_code_particulars_and_time(
    hub: SmallHub, way: OverHttp
) -> None:
    def refused(_body: object) -> dict[str, object]:
        raise HubError(409, "gap", "There is a gap.", {"acked": 7}, retry_after=40)

    hub.told["push"] = refused
    with pytest.raises(HubRefusedError) as told:
        way.call("push", {"changes": []}, TOKEN)
    error = told.value
    assert (error.status, error.code, str(error)) == (409, "gap", "There is a gap.")
    assert error.details == {"acked": 7}
    assert 40 <= error.retry_after <= 61
    with pytest.raises(HubRefusedError) as unknown:
        way.call("push", {"changes": []}, "somebody-elses-token-0123456789")
    assert unknown.value.status == 401


NOISE = "".join(hashlib.sha256(bytes([n])).hexdigest() for n in range(140))
_OK = json.dumps({"text": "x" * 2_000}).encode()


@pytest.mark.parametrize(
    ("instead", "says"),
    [
        (PORTAL, "guest network"),
        (answered("200 OK", b'{"acked":99}', marked=False), "guest network"),
        (answered("302 Found\r\nLocation: http://192.0.2.1/login"), "guest network"),
        (answered("307 Temporary Redirect\r\nLocation: /v1/push", marked=False), "guest network"),
        (answered("401 Unauthorized", b"{}", marked=False), "guest network"),
        (answered("410 Gone", b'{"err":"gone","msg":"x"}', marked=False), "guest network"),
        (answered("511 Network Authentication Required", b"", marked=False), "guest network"),
        (answered("407 Proxy Authentication Required", b"", marked=False), "proxy"),
        (answered("502 Bad Gateway", b"<html>", marked=False), "not running"),
        (answered("503 Service Unavailable", b"busy", marked=False), "not running"),
        (answered("200 OK", b""), "damaged"),
        (answered("200 OK", b"[]"), "damaged"),
        (answered("200 OK", b'{"a":1'), "damaged"),
        (answered("200 OK", b'{"a":1,"a":2}'), "damaged"),
        (answered("200 OK\r\nContent-Encoding: gzip", b'{"a":1}'), "damaged"),
        (answered("200 OK\r\nContent-Encoding: gzip", gzip.compress(_OK)[:-4]), "damaged"),
        (answered("200 OK\r\nContent-Encoding: gzip, gzip", gzip.compress(_OK)), "damaged"),
        (answered("200 OK\r\nContent-Encoding: br", _OK), "damaged"),
        (answered("200 OK\r\nContent-Encoding: zstd", b"not zstd at all"), "damaged"),
        (
            answered(
                "200 OK\r\nContent-Encoding: zstd", zstandard.ZstdCompressor().compress(_OK)[:-1]
            ),
            "damaged",
        ),
        (answered("404 Not Found", b'{"err":1,"msg":2}'), "guest network"),
        (answered("200 OK", _OK)[:-1], "in time"),
        (b"HTTP/1.1 200 OK\r\nSync-Proto: 1\r\n", "in time"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "broke off"),
        (b"\x15\x03\x01\x00\x02\x02\x46", ""),
    ],
)
def test_whatever_else_answers_is_not_the_hub(
    proxy: ChaosProxy, way: OverHttp, instead: bytes, says: str
) -> None:
    proxy.set(Fate(instead=instead))
    with way_that_may_be(says, proxy) as asked, pytest.raises(HubUnreachableError) as told:
        asked.call("push", {"changes": [{"l": 1}]}, TOKEN)
    assert says in str(told.value)
    assert "Nothing is lost" in str(told.value)
    proxy.set(FAIR)
    assert way.call("push", {"changes": [{"l": 1}]}, TOKEN)["acked"] == 1


def test_a_reply_that_would_fill_the_memory_is_thrown_away(
    hub: SmallHub, proxy: ChaosProxy
) -> None:
    hub.told["pull"] = lambda _body: {"text": "\0" * (1 << 21)}
    bomb = answered(
        "200 OK\r\nContent-Encoding: zstd",
        zstandard.ZstdCompressor(level=3).compress(b"\0" * (100 << 20)),
    )
    with OverHttp(proxy.address, patience=PATIENT, most=1 << 20) as way:
        for fate in (FAIR, Fate(instead=bomb), Fate(instead=answered("200 OK", b"x" * (2 << 20)))):
            proxy.set(fate)
            with pytest.raises(HubUnreachableError, match="damaged"):
                way.call("pull", {}, TOKEN)


@pytest.mark.parametrize(
    ("fate", "says"),
    [
        (Fate(no_answer=True), "broke off"),
        (Fate(cut_up=40), "broke off"),
        (Fate(cut_down=0), "broke off"),
        (Fate(cut_down=30), "broke off"),
        (Fate(cut_down=700), "broke off"),
        (Fate(stall_down=0), "in time"),
        (Fate(stall_down=30), "in time"),
        (Fate(spoil_down=700), "damaged"),
    ],
)
def test_a_bad_line_is_told_and_the_next_call_works(
    hub: SmallHub, proxy: ChaosProxy, way: OverHttp, fate: Fate, says: str
) -> None:
    hub.told["pull"] = lambda _body: {"text": NOISE}
    proxy.set(fate)
    with way_that_may_be(says, proxy) as asked, pytest.raises(HubUnreachableError, match=says):
        asked.call("pull", {}, TOKEN)
    proxy.set(Fate(crumbs=7))
    assert len(way.call("pull", {}, TOKEN)["text"]) == 64 * 140


def test_a_line_that_never_ends_its_answer_is_given_up(hub: SmallHub, proxy: ChaosProxy) -> None:
    hub.told["pull"] = lambda _body: {"text": NOISE}
    proxy.set(Fate(crumbs=100, delay=0.02))
    patience = Patience(silence=30, whole=0.3)
    with (
        OverHttp(proxy.address, patience=patience) as way,
        pytest.raises(HubUnreachableError, match="too slow"),
    ):
        way.call("pull", {}, TOKEN)


def test_nobody_at_the_address_is_told() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with OverHttp(f"http://127.0.0.1:{port}") as way, pytest.raises(HubUnreachableError) as told:
        way.call("hello", {})
    assert "Nothing answers at 127.0.0.1" in str(told.value)


def test_a_name_that_is_not_found_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_asked: object, **_how: object) -> list[object]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with OverHttp("https://hub.example.org") as way, pytest.raises(HubUnreachableError) as told:
        way.call("hello", {})
    assert "The name hub.example.org was not found" in str(told.value)


def test_a_call_is_ended_from_another_thread_at_once(proxy: ChaosProxy) -> None:
    proxy.set(Fate(stall_down=0))
    way = OverHttp(proxy.address, patience=Patience(silence=60, whole=60))
    told: list[str] = []

    def ask() -> None:
        try:
            way.call("pull", {}, TOKEN)
        except HubUnreachableError as error:
            told.append(str(error))

    asking = threading.Thread(target=ask)
    asking.start()
    while not proxy.up:
        asking.join(0.01)
    way.cancel()
    asking.join(50)  # less than its own patience
    assert not asking.is_alive()
    assert told[0].startswith("The sync was stopped")
    with pytest.raises(HubUnreachableError, match="stopped"):
        way.call("hello", {})
    way.close()


def test_who_answers_in_the_hubs_place_cannot_mark_the_device(
    proxy: ChaosProxy, way: OverHttp
) -> None:
    proxy.set(Fate(instead=PORTAL.replace(b"OK\r\n", b"OK\r\nSet-Cookie: seen=1; Path=/\r\n")))
    with pytest.raises(HubUnreachableError):
        way.call("pull", {}, TOKEN)
    assert way._client is not None
    assert not way._client.cookies


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("hub.example.org", "https://hub.example.org"),
        (" https://hub.example.org/ ", "https://hub.example.org"),
        ("https://hub.example.org:8470/adviser/", "https://hub.example.org:8470/adviser"),
        ("http://localhost:8470", "http://localhost:8470"),
        ("http://127.0.0.1:8470", "http://127.0.0.1:8470"),
        ("http://[::1]:8470", "http://[::1]:8470"),
        ("HTTPS://Hub.Example.org", "https://hub.example.org"),
    ],
)
def test_addresses_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert checked_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "https://",
            "http://hub.example.org",
            "http://10.0.0.5:8470",
            "ftp://hub.example.org",
        ),
        *("https://user:pw@hub.example.org", "https://hub.example.org?x=1", "https://a b.example"),
        *("https://hub.example.org:99999", "https://hub.example.org#x", "file:///etc/passwd"),
        *("http://localhost.example.org", "http://127.0.0.1.example.org", "https://[::1"),
    ],
)
def test_an_address_that_is_not_safe_is_not_kept(typed: str) -> None:
    with pytest.raises(InputError) as told:
        checked_address(typed)
    assert "Nothing was sent" in str(told.value)


def test_tls_needs_a_certificate_that_is_believed(tmp_path: Path) -> None:
    good = certificate(tmp_path, "good", days=30)
    expired = certificate(tmp_path, "expired", days=-1)
    other = certificate(tmp_path, "other", days=30, host="192.0.2.1")
    for pair, ca_file, says in (
        (good, None, "does not know|not one that this computer trusts"),
        (good, other[0], "does not know|not one that this computer trusts"),
        (expired, expired[0], "has expired"),
        (other, other[0], "made out to another"),
        (good, tmp_path / "none.pem", "could not be read"),
    ):
        serving = Serving("", port=0, tls_cert=pair[0], tls_key=pair[1])
        with (
            Served(SmallHub(), serving=check(serving)) as served,
            OverHttp(served.address, ca_file=ca_file, patience=PATIENT) as way,
            pytest.raises(HubUnreachableError, match=says),
        ):
            way.call("hello", {})


def test_tls_of_1_2_at_least_and_the_browser_is_told_to_keep_to_it(tmp_path: Path) -> None:
    cert, key = certificate(tmp_path, "good", days=30)
    with Served(SmallHub(), serving=Serving("", port=0, tls_cert=cert, tls_key=key)) as served:
        with OverHttp(served.address, ca_file=cert, patience=PATIENT) as way:
            assert way.call("hello", {})["hub_id"] == "h"
            assert way.call("push", {"changes": [{"l": 3}]}, TOKEN)["acked"] == 3
        context = ssl.create_default_context(cafile=str(cert))
        with (
            socket.create_connection(("127.0.0.1", served.port), timeout=60) as plain,
            context.wrap_socket(plain, server_hostname="127.0.0.1") as line,
        ):
            line.sendall(b"GET /v1/hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            heard = line.recv(65_536)
            assert line.version() in ("TLSv1.2", "TLSv1.3")
        assert b"strict-transport-security: max-age=" in heard
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname = False
        old.verify_mode = ssl.CERT_NONE
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            old.minimum_version = ssl.TLSVersion.TLSv1
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        with (
            socket.create_connection(("127.0.0.1", served.port), timeout=60) as plain,
            pytest.raises((ssl.SSLError, ConnectionError)),
        ):
            old.wrap_socket(plain)


def test_a_certificate_and_key_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    first = certificate(tmp_path, "first", days=30)
    second = certificate(tmp_path, "second", days=30)
    for pair in ((first[0], second[1]), (first[0], tmp_path / "none.pem")):
        with pytest.raises(InputError, match="not started"):
            check(Serving("hub.db", host="0.0.0.0", tls_cert=pair[0], tls_key=pair[1]))


def certificate(
    folder: Path, name: str, *, days: int, host: str = "127.0.0.1"
) -> tuple[Path, Path]:
    """Write a certificate that vouches for itself, and its key, and return their files."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = folder / f"{name}.pem", folder / f"{name}.key"
    cert_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return cert_file, key_file
