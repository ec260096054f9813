"""Seeded bugs of the device."""

from collections.abc import Mapping
from typing import Any

from tests.sync.mutants.patching import Mutant, swapped, together, wrapped
from tests.sync.mutants.quick import device_test

_SYNC = "adviser_tui.storage.sync"
_TOLD_FIRST = "test_what_waits_is_told_before_its_person_is_let_go_of"
_HASH_KEPT = "test_what_was_erased_before_it_was_told_keeps_its_place_and_its_hash"
_NEW_NUMBER = "test_what_waits_is_made_on_what_waits_under_the_new_number"
_SWEPT = "test_what_the_hub_does_not_have_goes_when_all_was_compared"


def _nothing(*_: Any, **__: Any) -> int:
    return 0


def _no_replay(right: Any) -> Any:
    def wrong(connection: Any, acked: int, chain: str) -> Any:
        sent = connection.execute("SELECT lseq FROM change_record WHERE status = 1").fetchall()
        told = right(connection, acked, chain)
        connection.executemany(
            "UPDATE change_record SET status = 1 WHERE lseq = ?", [(row[0],) for row in sent]
        )
        return told

    return wrong


def _all_confirmed(right: Any) -> Any:
    def wrong(connection: Any, acked: int, chain: str) -> Any:
        told = right(connection, acked, chain)
        connection.execute("UPDATE change_record SET status = 1 WHERE status = 0")
        return told

    return wrong


def _without_the_last(right: Any) -> Any:
    def wrong(connection: Any, entity: str, table: Mapping[str, Any], into: Any) -> Any:
        return right(connection, entity, {**table, "r": table["r"][:-1] or table["r"]}, into)

    return wrong


ON_THE_DEVICE = (
    Mutant(
        "no overlay",
        "What arrives is written over what waits to be sent.",
        swapped(f"{_SYNC}.arriving.waiting_of", lambda connection, ids: {}),
        test=device_test("test_device_pages", "test_a_field_that_waits_keeps_what_was_typed_here"),
    ),
    Mutant(
        "no replay",
        "What a restored hub has lost is not sent again.",
        wrapped(f"{_SYNC}.acknowledging.follow_chain", _no_replay),
        1,
    ),
    Mutant(
        "all confirmed",
        "Every change counts as confirmed once any is.",
        wrapped(f"{_SYNC}.acknowledging.follow_chain", _all_confirmed),
        1,
    ),
    Mutant(
        "stale pages",
        "An answer that comes too late is taken in.",
        swapped(f"{_SYNC}.pages._goes_on_from", lambda *_: True),
        test=device_test("test_device_pages", "test_a_late_answer_is_thrown_away"),
    ),
    Mutant(
        "purged with what waits",
        "What is shared no more goes although something of it was not sent yet.",
        swapped(f"{_SYNC}.leaving._waiting", lambda connection, aggregates: set()),
        test=device_test("test_device_letting_go", _TOLD_FIRST),
    ),
    Mutant(
        "replay log kept",
        "The words of changes stay when what they are about is shared no more.",
        together(
            swapped(f"{_SYNC}.leaving.scrub", _nothing),
            swapped(f"{_SYNC}.leaving.scrub_records", _nothing),
        ),
        1,
    ),
    Mutant(
        "erased in part",
        "Of somebody who was erased the changes keep their words.",
        together(
            swapped(f"{_SYNC}.erasing.scrub", _nothing),
            swapped(f"{_SYNC}.erasing.scrub_records", _nothing),
        ),
        test=device_test("test_device_letting_go", _HASH_KEPT),
    ),
    Mutant(
        "erasure unheard",
        "Erasures are not carried out.",
        swapped(f"{_SYNC}.pages.erase_hashed", _nothing),
        1,
    ),
    Mutant(
        "withdrawn and kept",
        "What a person may not see any more stays.",
        swapped(f"{_SYNC}.pages.note_withdrawn", _nothing),
        1,
    ),
    Mutant(
        "made and kept",
        "What was made here and is shared with others only stays.",
        swapped(f"{_SYNC}.pages.note_unshared", _nothing),
        1,
    ),
    Mutant(
        "never swept",
        "What a restored hub does not have stays.",
        swapped(f"{_SYNC}.pages.sweep", _nothing),
        test=device_test("test_device_letting_go", _SWEPT),
    ),
    Mutant(
        "no base",
        "A change does not say what it was made on.",
        swapped(f"{_SYNC}.wire.Teller._dot", lambda self, version, made: None),
        1,
    ),
    Mutant(
        "hashes forgotten",
        "The hash of what was sent is not kept.",
        swapped(f"{_SYNC}.outbox.keep_hashes", _nothing),
        1,
    ),
    Mutant(
        "old numbers in a new life",
        "A device with a new number names its changes by the old one.",
        swapped(f"{_SYNC}.forking._renumber", _nothing),
        test=device_test("test_device_new_number", _NEW_NUMBER),
    ),
    Mutant(
        "last row dropped",
        "The last row of a page is not written.",
        wrapped(f"{_SYNC}.pages.put_rows", _without_the_last),
        1,
    ),
)
