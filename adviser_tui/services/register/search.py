"""Finding a company in the registers while it is typed, in steps that are bounded each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from adviser_tui.errors import StorageError
from adviser_tui.names import query_words
from adviser_tui.services.register.hit import RegisterHit
from adviser_tui.services.register.ranking import RankedEntry, hit_of
from adviser_tui.services.register.steps import OtherWords, Steps
from adviser_tui.storage.register.engine import DamagedError
from adviser_tui.storage.register.entry import KINDS, RegisterEntry, RegisterKind
from adviser_tui.storage.register.reading import RegisterReader
from adviser_tui.storage.register.store import RegisterStore, SealedFolder

LEAST_LETTERS = 3


class RegisterSearch:
    """The search over every register that is in use; any thread may ask.

    `known_as` gives the registered words that a short name stands for; `when_damaged` is called in
    the searching thread after the engine may have written to the terminal.
    """

    def __init__(
        self,
        store: RegisterStore,
        known_as: OtherWords = lambda words: (),
        when_damaged: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._known_as = known_as
        self._when_damaged = when_damaged
        self._readers: dict[RegisterKind, RegisterReader] = {}
        self._damaged: dict[RegisterKind, tuple[SealedFolder, DamagedError]] = {}
        """What cannot be searched in spite of its sizes, and why; until it is imported anew."""
        self._guard = Lock()

    def find(
        self, text: str, limit: int = 10, is_stale: Callable[[], bool] = lambda: False
    ) -> list[RegisterHit]:
        """Return companies that fit, the best first; nothing for less than three letters.

        Ends early where `is_stale` says that something else was typed meanwhile. Raises
        `StorageError` where there is a register that cannot be searched.
        """
        words = query_words(text)
        if limit < 1 or not words or sum(map(str.isalnum, text)) < LEAST_LETTERS:
            return []
        found: list[RankedEntry] = []
        for reader in self.readers():
            with self._leaving_out(reader):
                found += Steps(reader, words, limit, is_stale).found(self._known_as)
        self._refuse_without_any()
        found.sort(key=lambda each: each.order)
        return [hit_of(each) for each in found[:limit]]

    def entry(self, number: str, register: RegisterKind | None = None) -> RegisterEntry | None:
        """Return the company with exactly this number, or nothing."""
        for reader in self.readers():
            if register in (None, reader.sealed.register):
                found: list[RegisterEntry] = []
                with self._leaving_out(reader):
                    found = reader.entries(reader.exactly("number", number.strip().upper()), 1)
                if found:
                    return found[0]
        self._refuse_without_any()
        return None

    def readers(self) -> list[RegisterReader]:
        """Return the registers in use, opened anew where another took the place of one.

        One that cannot be opened is left out while another can; else `StorageError` says why.
        """
        trouble: StorageError | None = None
        with self._guard:
            for kind in KINDS:
                sealed = self._store.sealed(kind)
                opened = self._readers.pop(kind, None)
                if sealed is None:
                    continue
                damaged, error = self._damaged.get(kind, (None, None))
                if damaged == sealed:
                    trouble = error
                    continue
                if opened is not None and opened.sealed == sealed:
                    self._readers[kind] = opened
                    continue
                try:
                    self._readers[kind] = RegisterReader(sealed)
                    if opened is not None:
                        # Windows removes nothing that is still open.
                        del opened
                        self._store.sweep(kind)
                except StorageError as error:
                    trouble = error
            if trouble is not None and not self._readers:
                raise trouble
            return list(self._readers.values())

    @contextmanager
    def _leaving_out(self, reader: RegisterReader) -> Iterator[None]:
        """Ask a register, and never again where it turns out to be damaged.

        The engine writes to the terminal what surprised it, so that must not be at every letter.
        """
        try:
            yield
        except DamagedError as error:
            with self._guard:
                kind = reader.sealed.register
                self._damaged[kind] = (reader.sealed, error)
                self._readers.pop(kind, None)
            self._when_damaged()

    def _refuse_without_any(self) -> None:
        """Raise what is wrong with the registers where all of them turned out to be damaged."""
        if self._damaged and not self._readers:
            self.readers()
