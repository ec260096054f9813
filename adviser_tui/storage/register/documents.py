"""From an entry to what the index keeps of it, and back."""

from functools import lru_cache
from typing import TYPE_CHECKING

from adviser_tui.names import initials_of, name_words
from adviser_tui.storage.register.entry import RegisterEntry
from adviser_tui.text import fold

if TYPE_CHECKING:
    import tantivy

INITIALS = "~"
"""Stands before a name's initials, so that they are no word."""
_FIELD = "\x1f"
_LIST = "\x1e"
_LIVE = 64
_GONE = (
    *("dissol", "liquidat", "closed", "removed", "converted"),
    *("slett", "slettet", "ophørt", "opløst", "konkurs"),
)
"""What a status holds that says a company is no more."""
WORD_AT_MOST = 60
"""How many letters of one word can be found; nobody types more."""


@lru_cache(256)
def is_gone(status: str) -> bool:
    """Say whether a status in a register's words means that a company is no more."""
    lower = status.lower()
    return any(part in lower for part in _GONE)


def to_document(entry: RegisterEntry) -> "tantivy.Document":
    """Return what is indexed and kept of an entry."""
    import tantivy

    document = tantivy.Document()
    name = name_words(entry.name)
    words = name.split()
    document.add_text("key", "".join(words)[:WORD_AT_MOST])
    for letters in initials_of(name):
        document.add_text("key", INITIALS + letters)
    text = name
    for each in entry.previous_names:
        earlier = name_words(each)
        document.add_text("key", earlier.replace(" ", "")[:WORD_AT_MOST])
        text = f"{text} {earlier}"
    document.add_text("words", text)
    postcode = fold(entry.postcode)
    document.add_text("place", f"{fold(entry.town)} {postcode} {postcode.replace(' ', '')}")
    document.add_text("number", entry.number)
    live = 0 if is_gone(entry.status) else _LIVE
    document.add_unsigned("worth", live + max(0, 63 - len(name)))
    document.add_bytes("entry", pack(entry))
    return document


def pack(entry: RegisterEntry) -> bytes:
    """Return an entry as it is kept, what many entries share at its end."""
    return _FIELD.join(
        (
            entry.number,
            entry.name,
            _LIST.join(entry.previous_names),
            entry.address,
            entry.town,
            entry.postcode,
            _LIST.join(entry.sector_codes),
            entry.status,
            entry.country,
            entry.kind,
        )
    ).encode()


def unpack(kept: bytes) -> RegisterEntry:
    """Return the entry that was kept; raises `ValueError` for anything else."""
    number, name, previous, address, town, postcode, sectors, status, country, kind = (
        kept.decode().split(_FIELD)
    )
    return RegisterEntry(
        number,
        name,
        tuple(previous.split(_LIST)) if previous else (),
        status,
        address,
        town,
        postcode,
        country,
        tuple(sectors.split(_LIST)) if sectors else (),
        kind,
    )
