"""Lets a process kill itself at a place that TEST_DIES_AT names; found through PYTHONPATH.

`module:name:before:2:push` is before the second call of `name` that was given "push". Of the
product nothing is changed: the function is wrapped when its module is first imported.
"""

import functools
import importlib.abc
import importlib.machinery
import os
import signal
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

_MODULE, _NAME, _WHEN, _COUNT, _WITH = (os.environ.get("TEST_DIES_AT", "") + "::::").split(":")[:5]


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _wrapped(function: Callable[..., Any]) -> Callable[..., Any]:
    left = int(_COUNT or "1")

    @functools.wraps(function)
    def dying(*args: Any, **named: Any) -> Any:
        nonlocal left
        is_it = not _WITH or any(isinstance(each, str) and each == _WITH for each in args)
        left -= is_it
        if is_it and left == 0 and _WHEN == "before":
            _die()
        try:
            return function(*args, **named)
        finally:
            if is_it and left == 0:
                _die()

    return dying


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the one module as usual and wraps what is named in it."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != _MODULE:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            execute(module)
            holder: Any = module
            *outer, last = _NAME.split(".")
            for each in outer:
                holder = getattr(holder, each)
            setattr(holder, last, _wrapped(getattr(holder, last)))

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


if _MODULE:
    sys.meta_path.insert(0, _Finder())
