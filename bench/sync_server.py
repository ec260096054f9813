"""A hub behind its real web server, in a process of its own: `python -m bench.sync_server`.

Arguments: the hub's folder and a port. Its limits are lifted, since one device here stands for
many.
"""

import sys
from pathlib import Path

from adviser_tui.hub.serving import Serving, run
from adviser_tui.hub.web_settings import WebSettings

GENEROUS = WebSettings(device_rate=1e9, device_burst=1e9, address_rate=0, guesses=10_000)


def main(words: list[str]) -> int:
    """Serve until told to stop."""
    folder, port = words
    run(Serving("", folder=Path(folder), port=int(port), web=GENEROUS))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
