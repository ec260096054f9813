"""The national register as screens and commands ask for it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from adviser_tui.errors import NotFoundError
from adviser_tui.storage.register.store import FOLDER, RegisterStatus, RegisterStore

if TYPE_CHECKING:
    from adviser_tui.services.desk import Desk
    from adviser_tui.services.employers.service import Employers
    from adviser_tui.services.register.hit import RegisterHit
    from adviser_tui.services.register.search import RegisterSearch
    from adviser_tui.storage.register.entry import RegisterEntry


class Register:
    """The registers beside one caseload; having none is nothing unusual."""

    def __init__(self, desk: "Desk", employers: "Callable[[], Employers]") -> None:
        self._desk = desk
        self._employers = employers
        self._was_seen = False
        self.store = RegisterStore(desk.database.folder / FOLDER)
        self.when_damaged: Callable[[], None] = lambda: None
        """What a screen wants done after the engine may have written over it; in any thread."""

    @cached_property
    def search(self) -> "RegisterSearch":
        """The search over every register that is in use."""
        from adviser_tui.services.register.search import RegisterSearch
        from adviser_tui.services.search.aliases import Aliases

        return RegisterSearch(
            self.store,
            Aliases(self._desk.database.folder).readings,
            lambda: self.when_damaged(),
        )

    @property
    def is_there(self) -> bool:
        """Whether there is a register; one that was seen is taken to stay."""
        self._was_seen = self._was_seen or self.status() is not None
        return self._was_seen

    def status(self) -> RegisterStatus | None:
        """Return the register in use, or nothing where none was imported."""
        return self.store.status(now=self._desk.clock.now())

    def find(
        self, text: str, limit: int = 10, is_stale: Callable[[], bool] = lambda: False
    ) -> "list[RegisterHit]":
        """Return companies that fit, the best first; nothing for less than three letters.

        Ends early where `is_stale` says that something else was typed meanwhile. Raises
        `StorageError` where there is a register that cannot be searched.
        """
        return self.search.find(text, limit, is_stale)

    def entry(self, number: str) -> "RegisterEntry":
        """Return the company with a number; raises `NotFoundError` where there is none."""
        found = self.search.entry(number)
        if found is None:
            raise NotFoundError(f"No company in the register has the number {number[:40]}.")
        return found

    def adopt(self, number: str, *, even_if_similar: bool = False) -> str:
        """Take a company over as an employer and return the employer's id; can be undone."""
        from adviser_tui.services.register.adopting import adopt_entry

        return adopt_entry(
            self._desk.database,
            self._employers(),
            self.entry(number),
            even_if_similar=even_if_similar,
        )
