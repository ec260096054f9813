"""What the process keeps to itself: files made private, no core dump, no word in a crash.

Called once at the very start, so everything here is cheap; what costs more runs beside the first
frame.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

_WATCHERS = ("TEXTUAL_LOG", "TEXTUAL_SCREENSHOT")
_PR_SET_DUMPABLE = 4


def close_doors() -> None:
    """Make new files private, leave no core dump, and let no error print what it was about."""
    if os.name == "posix":
        os.umask(0o077)
        _leave_no_core()
    sys.excepthook = _tell_crash
    import threading  # the database brings it in anyway

    threading.excepthook = _tell_crash_of_thread
    sys.unraisablehook = _tell_unraisable


def close_memory() -> None:
    """Let no other program of this user read the memory, nor a core dump be piped to one.

    Linux alone knows this. The call needs a library that takes longer to load than there is time
    before the first frame, so it comes after it.
    """
    if sys.platform != "linux":
        return
    import ctypes

    try:
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    except (OSError, AttributeError):
        return  # a C library without it: the limit on core files still holds


def watcher(environment: Mapping[str, str]) -> str:
    """Return the name of a variable that would copy what is on the screen elsewhere, or nothing."""
    for name in _WATCHERS:
        if environment.get(name, "").strip():
            return name
    features = {word.strip() for word in environment.get("TEXTUAL", "").split(",")}
    return "TEXTUAL" if features & {"debug", "devtools"} else ""


def crash_words(error: BaseException) -> str:
    """Tell a mistake of ours by its type and place alone; its text may hold anything."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        name = Path(trace.tb_frame.f_code.co_filename).name
        place = f" at {name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return (
        f"Adviser had to stop ({type(error).__name__}{place}). Everything that was said to be "
        "saved is saved. Try it again; if it stops at the same place, tell us the words in "
        "brackets. They hold nothing about anybody."
    )


def _leave_no_core() -> None:
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def _tell_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        _say("Stopped. Everything said to be saved is saved.")
    else:
        _say(crash_words(error.with_traceback(trace)))


def _tell_crash_of_thread(args: Any) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        _tell_crash(args.exc_type, args.exc_value, args.exc_traceback)


def _tell_unraisable(args: Any) -> None:
    if args.exc_value is not None:
        _tell_crash(args.exc_type, args.exc_value, args.exc_traceback)


def _say(words: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(words + "\n")
