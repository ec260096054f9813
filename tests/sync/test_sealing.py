"""Sealing and the file of a bundle: what was changed, cut, swapped or blown up is never taken."""

import json
import os
import struct
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adviser_tui.errors import AdviserError, InputError, StorageError
from adviser_tui.sync import bundle_file, sealing
from adviser_tui.sync.bundle_file import BundleError, Note, look, opened, write_bundle

WRITER, READER, STRANGER = (sealing.new_keys() for _ in range(3))
SMALL: list[dict[str, Any]] = [{"t": "head", "kind": "up"}, {"t": "end", "many": 1}]
QUICK = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def bundle(
    folder: Path, messages: list[dict[str, Any]] | None = None, name: str = "a.bundle"
) -> Path:
    path = folder / name
    write_bundle(path, messages or SMALL, keys=WRITER, reader=READER.public.box, note=Note(7, 3))
    return path


def read(path: Path, keys: sealing.Keys = READER) -> list[dict[str, Any]]:
    with opened(path, keys) as found:
        assert found.writer == WRITER.public.sign
        return list(found.messages())


def test_what_was_written_is_read_by_its_reader(tmp_path: Path) -> None:
    assert read(bundle(tmp_path)) == SMALL


def test_a_large_one_streams_piece_by_piece(tmp_path: Path) -> None:
    messages = [{"n": n, "text": os.urandom(40_000).hex()} for n in range(12)]
    path = bundle(tmp_path, messages)
    assert path.stat().st_size > 5 * bundle_file.PIECE
    assert read(path) == messages


@pytest.mark.parametrize("over", [-1, 0, 1])
def test_contents_that_end_where_a_piece_ends(
    tmp_path: Path, over: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    length = sum(len(bundle_file._packed(message)) for message in SMALL)
    monkeypatch.setattr(bundle_file, "PIECE", length + over)
    monkeypatch.setattr(bundle_file, "_SEALED_PIECE", length + over + sealing.TAG_BYTES)
    assert read(bundle(tmp_path)) == SMALL


def test_the_same_messages_never_make_the_same_file(tmp_path: Path) -> None:
    first, second = bundle(tmp_path), bundle(tmp_path, name="b.bundle")
    assert first.read_bytes()[8:] != second.read_bytes()[8:]
    assert first.stat().st_size == second.stat().st_size


def test_nothing_readable_stands_in_the_file(tmp_path: Path) -> None:
    path = bundle(tmp_path, [{"name": "Quillfeather", "device": "f00dfeed"}])
    raw = path.read_bytes()
    assert b"Quillfeather" not in raw
    for key in (WRITER, READER):
        for part in (key.sign, key.box, key.public.sign, key.public.box):
            assert part not in raw


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    assert bundle(tmp_path).stat().st_mode & 0o777 == 0o600


def test_the_head_tells_reader_writer_and_nobody_else(tmp_path: Path) -> None:
    path = bundle(tmp_path)
    assert look(path, READER).is_for_us
    assert look(path, READER).own is None
    assert look(path, WRITER).own == Note(7, 3)
    assert not look(path, WRITER).is_for_us
    assert look(path, STRANGER) == bundle_file.Seen(path)


def test_somebody_else_is_told_that_it_is_not_for_them(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="not meant for this caseload"):
        read(bundle(tmp_path), STRANGER)


@cache
def _any_bundle() -> bytes:
    sealed = bundle_file._sealed(SMALL, WRITER, READER.public.box, Note())
    return b"".join(sealed)


@QUICK
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_changed_bit_is_refused(tmp_path: Path, place: int, bit: int) -> None:
    path = tmp_path / "x.bundle"
    raw = bytearray(_any_bundle())
    raw[place % len(raw)] ^= 1 << bit
    path.write_bytes(raw)
    with pytest.raises(BundleError):
        read(path)


@QUICK
@given(keep=st.integers(0, 10_000))
def test_a_file_copied_in_part_is_refused(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "x.bundle"
    raw = _any_bundle()
    path.write_bytes(raw[: keep % len(raw)])
    with pytest.raises(BundleError):
        read(path)


@QUICK
@given(junk=st.binary(max_size=400), with_magic=st.booleans())
def test_any_other_file_is_refused(tmp_path: Path, junk: bytes, with_magic: bool) -> None:
    path = tmp_path / "junk.bundle"
    path.write_bytes((b"ADVBNDL1" if with_magic else b"") + junk)
    with pytest.raises(BundleError):
        read(path)
    with pytest.raises(BundleError):
        look(path, READER)


def test_pieces_can_be_neither_swapped_doubled_nor_left_out(tmp_path: Path) -> None:
    path = bundle(tmp_path, [{"n": n, "text": os.urandom(40_000).hex()} for n in range(4)])
    raw = path.read_bytes()
    step = bundle_file.PIECE + sealing.TAG_BYTES
    head, body = raw[: bundle_file.HEAD_BYTES], raw[bundle_file.HEAD_BYTES :]
    first, second, rest = body[:step], body[step : 2 * step], body[2 * step :]
    for changed in (second + first + rest, first + rest, first + second + second + rest):
        path.write_bytes(head + changed)
        with pytest.raises(BundleError, match="incomplete or was changed"):
            read(path)


def test_a_whole_bundle_with_more_behind_it_is_refused(tmp_path: Path) -> None:
    path = bundle(tmp_path)
    with path.open("ab") as more:
        more.write(path.read_bytes())
    with pytest.raises(BundleError):
        read(path)


def test_the_head_of_one_with_the_body_of_another_is_refused(tmp_path: Path) -> None:
    one, other = bundle(tmp_path).read_bytes(), bundle(tmp_path, name="b.bundle").read_bytes()
    path = tmp_path / "c.bundle"
    path.write_bytes(one[: bundle_file.HEAD_BYTES] + other[bundle_file.HEAD_BYTES :])
    with pytest.raises(BundleError):
        read(path)


def test_who_signed_is_known_and_cannot_be_swapped(tmp_path: Path) -> None:
    path = tmp_path / "forged.bundle"
    write_bundle(path, SMALL, keys=STRANGER, reader=READER.public.box, note=Note())
    with opened(path, READER) as found:
        assert found.writer == STRANGER.public.sign != WRITER.public.sign


def test_a_key_that_everybody_knows_the_result_of_is_refused(tmp_path: Path) -> None:
    once = bytes(32)
    head = b"ADVBNDL1" + once + sealing.hint(READER.public.box, once) + bytes(32)
    path = tmp_path / "low.bundle"
    path.write_bytes(head + bundle_file._check(head) + os.urandom(300))
    with pytest.raises(BundleError):
        read(path)


HOSTILE = {
    "a bomb": zlib.compress(bytes(80 << 20), 1),
    "not packed": b'{"t":"head"}',
    "cut off": zlib.compress(b'{"t":"head"}')[:-3],
    "more behind": zlib.compress(b'{"t":"head"}') + b"more",
    "deep": zlib.compress(b"[" * 200_000),
    "a number of 5,000 digits": zlib.compress(b'{"n":' + b"9" * 5_000 + b"}"),
    "no object": zlib.compress(b"[1,2]"),
    "no JSON": zlib.compress(b"\xff\xfe\x00"),
    "nothing": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nonsense_from_a_member_is_refused_in_words(tmp_path: Path, name: str) -> None:
    path = tmp_path / "hostile.bundle"
    _write_raw(path, struct.pack(">I", len(HOSTILE[name])) + HOSTILE[name])
    with pytest.raises(BundleError, match="genuine, but holds"):
        read(path)


@pytest.mark.parametrize("raw", [b"\x00", b"\xff\xff\xff\xff", struct.pack(">I", 50) + b"x"])
def test_crooked_lengths_are_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "hostile.bundle"
    _write_raw(path, raw)
    with pytest.raises(BundleError, match="genuine, but holds"):
        read(path)


def _write_raw(path: Path, contents: bytes) -> None:
    stream = sealing.Sealing(WRITER, READER.public.box)
    head = b"ADVBNDL1" + stream.once + sealing.hint(READER.public.box, stream.once) + bytes(32)
    head += bundle_file._check(head)
    stream.begin(head)
    pieces = [
        stream.piece(contents[at : at + bundle_file.PIECE])
        for at in range(0, len(contents), bundle_file.PIECE)
    ]
    path.write_bytes(head + b"".join(pieces) + stream.close())


def test_a_file_changed_while_it_is_read_stops_the_reading(tmp_path: Path) -> None:
    path = bundle(tmp_path, [{"n": n, "text": os.urandom(40_000).hex()} for n in range(6)])
    with opened(path, READER) as found:
        messages = found.messages()
        next(messages)
        with path.open("r+b") as file:
            file.truncate(bundle_file.HEAD_BYTES + 70_000)
        with pytest.raises(BundleError, match="What was taken in before is safe"):
            list(messages)


def test_an_existing_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = bundle(tmp_path)
    before = path.read_bytes()
    with pytest.raises(InputError, match="left as it is"):
        bundle(tmp_path)
    assert path.read_bytes() == before
    with pytest.raises(InputError, match="no folder"):
        bundle(tmp_path / "gone")


def test_trouble_half_way_leaves_nothing(tmp_path: Path) -> None:
    def breaking() -> Iterator[dict[str, Any]]:
        yield {"text": os.urandom(100_000).hex()}
        raise StorageError("The caseload said no.")

    path = tmp_path / "half.bundle"
    with pytest.raises(StorageError, match="said no"):
        write_bundle(path, breaking(), keys=WRITER, reader=READER.public.box, note=Note())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from adviser_tui.sync import whole_file

    def full(temporary: Path, parts: Any) -> int:
        with Path("/dev/full").open("wb", buffering=0) as out:
            return sum(out.write(part) for part in parts)

    monkeypatch.setattr(whole_file, "_fill", full)
    with pytest.raises(StorageError, match="not enough room"):
        bundle(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_code_opens_what_it_sealed_and_no_other_does() -> None:
    quick = sealing.Hardness(cost=1 << 15)
    sealed = sealing.sealed_with_code(b"a grant", "ABCDE23456", b"head", quick)
    assert sealing.opened_with_code(sealed, "ABCDE23456", b"head", quick) == b"a grant"
    for code, head, body in (
        ("ABCDE23457", b"head", sealed),
        ("", b"head", sealed),
        ("ABCDE23456", b"heat", sealed),
        ("ABCDE23456", b"head", sealed[:-1]),
        ("ABCDE23456", b"head", bytes([sealed[0] ^ 1]) + sealed[1:]),
        ("ABCDE23456", b"head", b""),
    ):
        with pytest.raises(sealing.NotGenuineError):
            sealing.opened_with_code(body, code, head, quick)


@pytest.mark.parametrize(
    "hardness",
    [
        sealing.Hardness(cost=1 << 14),
        sealing.Hardness(cost=1 << 19),
        sealing.Hardness(cost=(1 << 17) + 1),
        sealing.Hardness(cost=0),
        sealing.Hardness(cost=-(1 << 17)),
        sealing.Hardness(block=1 << 20),
        sealing.Hardness(lanes=1 << 20),
    ],
)
def test_work_out_of_bounds_is_refused_before_it_is_done(hardness: sealing.Hardness) -> None:
    with pytest.raises(sealing.NotGenuineError, match="the way it is done"):
        sealing.opened_with_code(bytes(64), "ABCDE23456", b"head", hardness)


@QUICK
@given(
    kept=st.one_of(
        st.none(), st.text(), st.dictionaries(st.sampled_from(["sign", "box"]), st.text())
    )
)
def test_keys_are_read_strictly(kept: object) -> None:
    with pytest.raises(sealing.NotGenuineError):
        sealing.Keys.read(kept)


def test_keys_come_back_from_their_file_and_are_never_printed() -> None:
    assert sealing.Keys.read(json.loads(json.dumps(WRITER.as_dict()))) == WRITER
    assert sealing.PublicKeys.read(WRITER.public.as_dict()) == WRITER.public
    assert WRITER.box.hex() not in repr(WRITER)
    assert WRITER.sign.hex() not in f"{WRITER}"


def test_every_refusal_is_one_of_ours() -> None:
    assert issubclass(BundleError, AdviserError)
