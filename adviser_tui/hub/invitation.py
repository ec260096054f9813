"""Letting somebody join without a network: a file with a ready grant, and a code to say by phone.

The code opens the file and nothing else; the hub does not keep it and would not take it online. A
device is made at once and is there in `adviser hub devices`, to be revoked if the file went astray.
"""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from adviser_tui.hub.codes import LENGTH, LETTERS
from adviser_tui.hub.enrolling import Joining, admit
from adviser_tui.hub.people import Account, Act
from adviser_tui.hub.signing import HubKeys
from adviser_tui.hub.store import Store
from adviser_tui.sync.invitation_file import write_invitation
from adviser_tui.sync.sealing import USUAL, Hardness


def invite(
    store: Store,
    keys: HubKeys,
    act: Act,
    who: Account,
    path: Path,
    *,
    device_name: str = "",
    more: Mapping[str, Any] | None = None,
    hardness: Hardness = USUAL,
) -> str:
    """Make a device of somebody, write its grant to a new file and return the code that opens it.

    `more` is added to the grant, such as the `url` of a hub that can also be reached. Raises
    `InputError`, `StorageError` or `HubError`; then there is neither a device nor a file.
    """
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    joining = Joining(device_name or path.stem)
    with store.transaction() as t:
        grant = admit(store, t, keys, act, who, joining) | dict(more or {})
        # The file may lie for days; a device would set its clock by what it says.
        del grant["server_time"]
        # Inside the transaction: where the file cannot be written there is no device either.
        write_invitation(path, grant, code, hardness=hardness)
    return f"{code[:5]}-{code[5:]}"
