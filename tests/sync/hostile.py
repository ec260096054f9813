"""Requests that nobody friendly sends: none may make the hub fail, answer slowly or repeat them."""

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import zstandard

MARK = "Kanariefugl"
"""Stands in the bodies where a value would, and in no answer."""
CALLS = (
    *("push", "pull", "fork", "token", "digest", "review"),
    *("settle", "transfer", "erase", "people", "enrol"),
)
_DEEP = 100_000


@dataclass(frozen=True)
class Request:
    """One request; `raw` is sent as it is where it is not HTTP that a library would write."""

    name: str
    path: str = "/v1/push"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    method: str = "POST"


@cache
def requests() -> tuple[Request, ...]:
    """Return all of them; the marked ones carry `MARK` as a value."""
    return (*_bodies(), *_packings(), *_shapes(), *_headers(), *_paths())


def _bodies() -> Iterator[Request]:
    """Bodies that are not JSON, not an object, or an object that no program should accept."""
    mark = MARK.encode()
    bodies = {
        "nothing": b"",
        "a space": b" ",
        "null": b"null",
        "a number": b"17",
        "a text": b'"' + mark + b'"',
        "a list": b'["' + mark + b'"]',
        "half an object": b'{"changes":[{"f":{"name":"' + mark,
        "two objects": b'{"changes":[]}{"a":"' + mark + b'"}',
        "a name twice": b'{"changes":[],"changes":["' + mark + b'"]}',
        "a name twice inside": b'{"changes":[{"l":1,"l":"' + mark + b'"}]}',
        "not UTF-8": b'{"a":"' + mark + b'\xff\xfe"}',
        "UTF-16": ('{"a":"' + MARK + '"}').encode("utf-16"),
        "a byte order mark": b"\xef\xbb\xbf{}",
        "a raw NUL": b'{"a":"' + mark + b'\x00"}',
        "an escaped NUL": b'{"a":"' + mark + b'\\u0000"}',
        "a NUL in a name": b'{"' + mark + b'\\u0000":1}',
        "half a pair": b'{"a":"' + mark + b'\\ud800"}',
        "the other half": b'{"a":["' + mark + b'\\udfff"]}',
        "half a pair in a name": b'{"' + mark + b'\\udc00":1}',
        "pairs the wrong way": b'{"a":"' + mark + b'\\udc00\\ud800"}',
        "surrogates as UTF-8": b'{"a":"' + mark + b'\xed\xa0\x80"}',
        "overlong UTF-8": b'{"a":"' + mark + b'\xc0\xaf"}',
        "5,000 digits": b'{"prev":' + b"9" * 5_000 + b"}",
        "5,000 digits below zero": b'{"prev":-' + b"9" * 5_000 + b"}",
        "20 digits": b'{"prev":' + b"9" * 20 + b"}",
        "2 to the 63rd": b'{"prev":9223372036854775808}',
        "a fraction": b'{"prev":1.5}',
        "an exponent": b'{"prev":1e400}',
        "no number": b'{"prev":NaN}',
        "infinity": b'{"prev":-Infinity}',
        "lists without end": b"[" * _DEEP,
        "objects without end": b'{"a":' * _DEEP,
        "deep and closed": b'{"a":' + b"[" * _DEEP + b"]" * _DEEP + b"}",
        "thirteen deep": b'{"a":' + b"[" * 13 + b"]" * 13 + b"}",
        "900 deep": b'{"a":' + b"[" * 900 + b"]" * 900 + b"}",
        "comments": b'{"a":1} // ' + mark,
        "single quotes": b"{'a':'" + mark + b"'}",
        "a comma too many": b'{"a":"' + mark + b'",}',
        "a form": b"changes=" + mark,
        "XML": b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        "a pickle": b"\x80\x04\x95" + mark,
        "many small parts": b'{"a":[' + b"[]," * 1_200_000 + b"[]]}",
        "many names": b"{" + b",".join(b'"%d":0' % n for n in range(60_000)) + b"}",
        "a very long text": b'{"a":"' + b"x" * 3_000_000 + b'"}',
        "a very long name": b'{"' + b"x" * 500_000 + b'":1}',
    }
    for name, body in bodies.items():
        yield Request(f"{name}, pushed", body=body)
        yield Request(f"{name}, to join", "/v1/enrol", body)
        if len(body) < 10_000:
            yield Request(f"{name}, to fetch", "/v1/pull", body)


def _packings() -> Iterator[Request]:
    """Bombs, packages in packages, wrong and cut ones."""
    plain = b'{"a":"' + MARK.encode() + b'"}'
    zeros = b"\0" * (200 << 20)
    squeezing = zlib.compressobj(9, zlib.DEFLATED, 31)
    gzip_bomb = squeezing.compress(zeros) + squeezing.flush()
    zstd_bomb = zstandard.ZstdCompressor(level=3).compress(zeros)
    unsized = zstandard.ZstdCompressor(level=3, write_content_size=False).compress(zeros)
    del zeros
    zstd = zstandard.ZstdCompressor().compress(plain)
    zipped = gzip.compress(plain)
    packings = {
        "a gzip bomb": ("gzip", gzip_bomb),
        "a zstd bomb": ("zstd", zstd_bomb),
        "a zstd bomb that hides its size": ("zstd", unsized),
        "a gzip bomb in gzip": ("gzip", gzip.compress(gzip_bomb)),
        "a zstd bomb in zstd": ("zstd", zstandard.ZstdCompressor().compress(zstd_bomb)),
        "gzip said twice": ("gzip, gzip", gzip.compress(zipped)),
        "gzip in zstd": ("gzip, zstd", zstandard.ZstdCompressor().compress(zipped)),
        "gzip members in a row": ("gzip", zipped + zipped),
        "zstd frames in a row": ("zstd", zstd + zstd),
        "zstd called gzip": ("gzip", zstd),
        "gzip called zstd": ("zstd", zipped),
        "plain called gzip": ("gzip", plain),
        "plain called zstd": ("zstd", plain),
        "gzip cut short": ("gzip", zipped[:-9]),
        "zstd cut short": ("zstd", zstd[:-3]),
        "gzip with a wrong sum": ("gzip", zipped[:-8] + b"\0" * 8),
        "gzip with more after it": ("gzip", zipped + b"more"),
        "an empty gzip": ("gzip", b""),
        "an empty zstd": ("zstd", b""),
        "a zstd dictionary": ("zstd", b"\x37\xa4\x30\xec" + b"\0" * 64),
        "a zstd frame to skip": ("zstd", b"\x50\x2a\x4d\x18\x04\0\0\0abcd"),
        "a huge zstd window": ("zstd", b"\x28\xb5\x2f\xfd\x00\xf8" + b"\0" * 20),
        "zstd that claims 2 GiB": ("zstd", b"\x28\xb5\x2f\xfd\xa0\0\0\0\x80\x01\0\0"),
        "brotli": ("br", b"\x0b\x02\x80" + plain),
        "deflate": ("deflate", zlib.compress(plain)),
        "an unknown way": (MARK, plain),
    }
    for name, (encoding, body) in packings.items():
        for path in ("/v1/push", "/v1/enrol"):
            yield Request(f"{name} to {path}", path, body, {"Content-Encoding": encoding})


def _shapes() -> Iterator[Request]:
    """JSON in order, of the wrong shape for the call."""
    wrong: list[object] = [None, True, -1, 1 << 62, "", MARK, "x" * 5_000, [], [[MARK]], {MARK: {}}]
    keys = {
        "push": ("prev", "chain", "changes"),
        "pull": ("epoch", "erase_cursor", "have", "limit", "confirm", "refill"),
        "enrol": ("code", "device_name", "app", "schema"),
        "fork": ("reason",),
        "digest": ("scope",),
        "settle": ("id", "verdict"),
        "transfer": ("agg", "team"),
        "erase": ("agg", "reason"),
    }
    for call in CALLS:
        yield Request(f"an empty object to {call}", f"/v1/{call}", b"{}")
        for key in keys.get(call, ("a",)):
            for number, value in enumerate(wrong):
                body = json.dumps({key: value}).encode()
                yield Request(f"{key} number {number} to {call}", f"/v1/{call}", body)
    full = {"prev": 0, "chain": "0" * 64}
    for number, value in enumerate(wrong):
        body = json.dumps({**full, "changes": [value]}).encode()
        yield Request(f"change number {number}", "/v1/push", body)


def _headers() -> Iterator[Request]:
    """Headers that lie, repeat or overflow."""
    body = b'{"a":"' + MARK.encode() + b'"}'
    for number, headers in enumerate(
        (
            {"Content-Type": "text/plain"},
            {"Content-Type": "application/json; charset=utf-7"},
            {"Content-Type": "multipart/form-data; boundary=" + "x" * 500},
            {"Content-Type": ""},
            {"Accept-Encoding": "zstd;q=" + "9" * 500},
            {"Accept-Encoding": "," * 2_000},
            {"Accept": MARK},
            {"Sync-Proto": MARK},
            {"Sync-Proto": "-1"},
            {"Sync-Proto": "9" * 40},
            {"Sync-Proto": "१"},
            {"Sync-Schema": "1.5"},
            {"Sync-App": MARK * 50},
            {"Authorization": "Bearer " + "x" * 5_000},
            {"Authorization": "Bearer \x01\x02"},
            {"Authorization": "Bearer " + "é" * 30},
            {"Authorization": "Bearer ' OR 1=1 --" + "x" * 20},
            {"Host": "evil.example"},
            {"Host": ""},
            {"X-Forwarded-For": MARK},
            {"X-Forwarded-For": "::ffff:1.2.3.4%25eth0, 1.1.1.1"},
            {"X-Forwarded-Proto": "gopher"},
            {"X-HTTP-Method-Override": "DELETE"},
            {"Expect": "100-continue"},
            {"Upgrade": "websocket", "Connection": "Upgrade"},
            {"Cookie": "a=" + "x" * 4_000},
            {"Range": "bytes=0-1,0-1,0-1"},
        )
    ):
        for path in ("/v1/push", "/v1/enrol"):
            yield Request(f"headers number {number} to {path}", path, body, headers)


def _paths() -> Iterator[Request]:
    """Addresses that lead nowhere, and methods that no address knows."""
    paths = (
        *("/", "/v1", "/v1/", "//", "/v1//push", "/v1/push/", "/v1/./push", "/v1/../metrics"),
        *("/v1/%2e%2e/%2e%2e/etc/passwd", "/v1/push%00", "/v1/push%ff", "/v1/push;x=1"),
        *("/v1/push?" + "a" * 4_000, "/v1/" + MARK, "/v1/__class__", "/v1/hello?" + MARK),
        *("/metrics/", "/v1/metrics", "/v1/init", "/v1/backup", "/v1/restore", "/v1/add_team"),
        *("/v1/" + "x" * 6_000, "/v1/café".encode().decode("latin-1"), "*", "http://evil.example/"),
    )
    for number, path in enumerate(paths):
        yield Request(f"address number {number}", path, b"{}")
        yield Request(f"address number {number}, read", path, method="GET")
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD", "PROPFIND", "X" * 200):
        for path in ("/v1/push", "/v1/hello", "/metrics"):
            yield Request(f"{method[:8]} {path}", path, method=method)
