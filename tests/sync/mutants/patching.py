"""Putting something wrong in the place of what is right, for as long as a test looks on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch


@dataclass(frozen=True, slots=True)
class Mutant:
    """One seeded bug."""

    name: str
    wrong: str
    """What it does, in a sentence."""
    apply: Callable[[], Any]
    """Returns the context manager during which the bug is there."""
    seed: int = 0
    """The seed of a script that kills it, or one soon after; 0 where `test` does."""
    test: Callable[[], None] | None = None
    """The quick test that kills it."""


def swapped(where: str, wrong: Any) -> Callable[[], Any]:
    """Return what puts `wrong` in the place of a function or value, named by its dotted path."""
    return lambda: patch(where, wrong)


def wrapped(where: str, make: Callable[[Any], Any]) -> Callable[[], Any]:
    """Return what puts something made of the right function in its place."""

    @contextmanager
    def changed() -> Iterator[None]:
        right = _found(where)
        with patch(where, make(right)):
            yield

    return changed


def together(*all_of: Callable[[], Any]) -> Callable[[], Any]:
    """Return what does several at once, such as one function imported in two places."""
    from contextlib import ExitStack

    @contextmanager
    def changed() -> Iterator[None]:
        with ExitStack() as stack:
            for each in all_of:
                stack.enter_context(each())
            yield

    return changed


def _found(where: str) -> Any:
    import importlib

    module, _, name = where.rpartition(".")
    try:
        return getattr(importlib.import_module(module), name)
    except ModuleNotFoundError:
        return getattr(_found(module), name)
