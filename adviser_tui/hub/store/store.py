"""What every store can do: give a transaction to write in, or a picture to read from."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from adviser_tui.errors import StorageError
from adviser_tui.hub.errors import HubError, busy
from adviser_tui.hub.store.transaction import Transaction

if TYPE_CHECKING:
    from pathlib import Path


class Store(ABC):
    """Where a hub keeps what it knows."""

    address: str
    """What to call it in words; never holds a password."""
    path: "Path | None" = None
    """The file, where it is one."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Transaction]: ...

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Transaction]: ...

    def _looking(self) -> AbstractContextManager[Transaction]:
        return self._reading()

    @abstractmethod
    def _is_busy(self, error: DBAPIError) -> bool: ...

    @abstractmethod
    def timeline(self, t: Transaction) -> int:
        """Return what changes when a stand-by takes the database's place; 0 where nothing does."""

    @abstractmethod
    def analyse(self) -> None:
        """Let the database count its rows anew, after many came at once."""

    @abstractmethod
    def forget(self) -> None:
        """See to it that what was just deleted is in no file any more, as far as can be."""

    @abstractmethod
    def close(self) -> None:
        """Let go of every connection."""

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Give a transaction to write in: kept as a whole when the block ends, else not at all.

        Raises `HubError` 503 where others hold what it needs for too long.
        """
        with self._in_words(), self._writing() as t:
            yield t

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Give one picture of the data to read from, unmoved by what is written meanwhile."""
        with self._in_words(), self._reading() as t:
            yield t

    @contextmanager
    def looking(self) -> Iterator[Transaction]:
        """Give something to ask one single question with, which is a picture by itself."""
        with self._in_words(), self._looking() as t:
            yield t

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Turn the driver's errors into the hub's; a driver's text may hold values of a row."""
        try:
            yield
        except DBAPIError as error:
            if self._is_busy(error):
                raise busy() from None
            kind = type(error.orig).__name__ if error.orig else type(error).__name__
            log = logging.getLogger("adviser.hub")
            if log.hasHandlers():  # a command says it itself
                log.error("the database refused its work: %s", kind)
            raise HubError(
                503,
                "storage",
                f"The hub's database refused its work ({kind}). Nothing of it was kept.",
                retry_after=30,
            ) from None
        except SQLAlchemyError as error:
            raise StorageError(
                f"The hub's database could not be used ({type(error).__name__}). "
                "Nothing was changed."
            ) from None
