"""Hostile requests: never an answer of 500 and above, never a word of them in an answer or log."""

import json
import logging
import socket
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest

from tests.sync.hostile import CALLS, MARK, Request, requests
from tests.sync.served import GENEROUS, TOKEN, Served, SmallHub
from tests.sync.team import Team

BOMB_KIB = 20 * 1024


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Served(SmallHub()) as running:
        yield running


def test_no_hostile_request_makes_the_hub_fail_or_repeat_it(
    team: Team, caplog: pytest.LogCaptureFixture
) -> None:
    lead = team.worker("Ada Sample", "lead")
    with team.hub.store.transaction() as t:
        t.run("UPDATE hub_state SET next_dev_no = 100")
    failed: list[str] = []
    answers: Counter[int] = Counter()
    settings = replace(GENEROUS, guesses=10**6, guesses_together=10**6)
    with caplog.at_level(logging.DEBUG), Served(team.hub, settings) as served:
        for request in requests():
            head, body = spoken(served, request, lead.token)
            status = int(head.split(b" ")[1])
            answers[status] += 1
            is_own = b"sync-proto" in head.lower() and request.method != "HEAD"
            if status >= 500 or MARK.encode() in head + body:
                failed.append(f"{request.name}: {status}")
            elif status >= 400 and is_own and not {"err", "msg"} <= set(json.loads(body)):
                failed.append(f"{request.name}: {body!r}")
        assert served.post("pull", {}, Authorization=f"Bearer {lead.token}").status in (200, 400)
    assert not failed
    assert answers.total() >= 500
    assert answers[200] >= 20, "the hub itself was hardly reached"
    assert MARK not in caplog.text
    assert lead.token not in caplog.text


@pytest.mark.parametrize(
    "raw",
    [
        b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 40,
        b"GET /v1/hello\r\n\r\n",
        b"GET /v1/hello HTTP/9.9\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"POST /v1/push HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        b"POST /v1/push HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"POST /v1/push HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"POST /v1/push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n",
        b"POST /v1/push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nab",
        b"POST /v1/push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"POST /v1/push HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /v1/hello HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
        b"GET /v1/hello HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
        b"GET /v1/hello HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n",
        b"GET /v1/hello HTTP/1.1\r\nHost: a\r\n folded: x\r\n\r\n",
        b"POST /v1/push HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer aaaaaaaaaaaaaaaaaaaa\r\n"
        b"Authorization: Bearer bbbbbbbbbbbbbbbbbbbb\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_what_is_hardly_http_at_all_is_refused_or_hung_up_on(served: Served, raw: bytes) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as line:
        answer = _exchange(line, raw)
    assert not answer.startswith(b"HTTP/1.1 5")
    assert b"requests_total" not in answer
    assert served.ask("GET", "/v1/hello").status == 200


def test_a_body_of_more_than_four_mebibytes_is_not_even_read(served: Served) -> None:
    usual = f"POST /v1/push HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {TOKEN}\r\n"
    usual += "Content-Type: application/json\r\n"
    for sized in (True, False):
        with socket.create_connection(("127.0.0.1", served.port), timeout=60) as line:
            if sized:
                line.sendall(f"{usual}Content-Length: 5000000\r\n\r\n".encode())
            else:
                line.sendall(f"{usual}Transfer-Encoding: chunked\r\n\r\n".encode())
                part = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
                sent = 0
                while sent < 70:
                    try:
                        line.sendall(part)
                    except OSError:
                        break
                    sent += 1
            answer = _heard(line, 60)
        assert answer == b"" or b"413" in answer.split(b"\r\n")[0]
        assert answer or not sized


@pytest.mark.skipif(sys.platform == "win32", reason="memory is asked of the system another way")
def test_bombs_take_no_memory(served: Served) -> None:
    import resource

    bombs = [request for request in requests() if "bomb" in request.name]
    assert len(bombs) >= 8
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for request in bombs:
        status = int(spoken(served, request)[0].split(b" ")[1])
        assert status in (400, 413), request.name
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown // (1024 if sys.platform == "darwin" else 1) <= BOMB_KIB


def test_every_call_is_among_those_that_are_tried(served: Served) -> None:
    from adviser_tui.hub.web import CALLS as KNOWN

    assert {*KNOWN, "enrol"} == set(CALLS)


def spoken(served: Served, request: Request, token: str = TOKEN) -> tuple[bytes, bytes]:
    """Send a request byte by byte as it stands and return head and body of the answer."""
    headers = {
        "Host": "hub.example",
        "Content-Type": "application/json",
        "Authorization": f"Bearer {token}",
        **request.headers,
        "Content-Length": str(len(request.body)),
        "Connection": "close",
    }
    lines = [f"{request.method} {request.path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    raw = "\r\n".join([*lines, "", ""]).encode("utf-8") + request.body
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as line:
        answer = _exchange(line, raw, seconds=60)
    assert answer, f"no answer to {request.name}"
    head, _, body = answer.partition(b"\r\n\r\n")
    return head, body


def _exchange(line: socket.socket, raw: bytes, seconds: float = 0.5) -> bytes:
    with suppress(OSError):
        line.sendall(raw)
    return _heard(line, seconds)


def _heard(line: socket.socket, seconds: float) -> bytes:
    """Return what is said until the other end hangs up or says nothing for a while.

    So many seconds are waited for the first of it: where an answer is due it may take long.
    """
    line.settimeout(seconds)
    heard = b""
    try:
        while part := line.recv(65_536):
            heard += part
            line.settimeout(0.5)
    except OSError:
        return heard
    return heard
