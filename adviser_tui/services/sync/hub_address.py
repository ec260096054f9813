"""Where the team's hub is: an address as somebody types it, checked before anything is sent."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from adviser_tui.errors import InputError


def checked_address(typed: str) -> str:
    """Return the address as it is kept: with its scheme, without a slash at the end.

    Raises InputError for anything but https; plain http is for a hub on this very computer.
    """
    text = typed.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        port = parts.port
    except ValueError:
        raise _refused("The address of the hub cannot be read.") from None
    host = parts.hostname or ""
    if not _is_usable(parts, host):
        raise _refused("The address of the hub must be a name, and a port where it has one.")
    if parts.scheme not in ("https", "http"):
        raise _refused("The address of the hub begins with https://.")
    if parts.scheme == "http" and not is_this_computer(host):
        raise _refused(
            "The hub is only spoken with over https, so that nobody on the way can read or change "
            "anything."
        )
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def is_this_computer(host: str) -> bool:
    """Say whether a name or number can only mean the computer that the program runs on."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_usable(parts: SplitResult, host: str) -> bool:
    """Say whether there is nothing but a host, a port and a path of plain letters."""
    if not host or parts.username or parts.password or parts.query or parts.fragment:
        return False
    return all(
        part.isascii() and part.isprintable() and " " not in part for part in (host, parts.path)
    )


def _refused(why: str) -> InputError:
    return InputError(
        f"{why} Nothing was sent. Ask whoever runs the hub for its address, such as "
        "https://hub.example.org.",
        "url",
    )
