"""What the measured programs find around them: compiled modules, as an installed program has."""

import atexit
import os
import shutil
import tempfile
from functools import cache


@cache
def _compiled() -> str:
    folder = tempfile.mkdtemp(prefix="adviser-bench-compiled-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def environment() -> dict[str, str]:
    """Return the environment for a measured program.

    The first, uncounted round compiles every module into a folder that is gone afterwards, so
    that a checkout is measured like an installation and stays as clean as it was.
    """
    found = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    for name in ("PYTHONDONTWRITEBYTECODE", "COLUMNS", "LINES", "NO_COLOR", "ADVISER_DATA_DIR"):
        found.pop(name, None)
    found["PYTHONPYCACHEPREFIX"] = _compiled()
    return found
