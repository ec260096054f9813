"""What a device asks its hub in a bundle: everything that is not confirmed, and what is new."""

from collections.abc import Iterator
from typing import Any

from adviser_tui import __version__
from adviser_tui.services.sync.membership import Membership
from adviser_tui.services.sync.remembered import Remembered
from adviser_tui.services.sync.taking_over import fork_body
from adviser_tui.storage.database import Database
from adviser_tui.storage.sync.memory import chain_of, state_of
from adviser_tui.storage.sync.outbox import next_batch
from adviser_tui.storage.sync.pages import request
from adviser_tui.sync import bundle_talk as talk
from adviser_tui.sync.canonical import linked
from adviser_tui.sync.limits import BATCH_BYTES, BATCH_CHANGES, PAGE_ROWS
from adviser_tui.sync.sealing import Keys


class Questions:
    """What stands in one bundle of a device."""

    def __init__(self, database: Database, mine: Membership, keys: Keys, number: int) -> None:
        self._database = database
        self._mine = mine
        self._keys = keys
        self._number = number

    def messages(self, counted: list[int]) -> Iterator[dict[str, Any]]:
        """Yield what the hub is asked, as it would be over the network.

        `counted` is given the number of changes of each batch.
        """
        mine, public = self._mine, self._keys.public
        yield talk.up_head(
            talk.UpHead(
                self._number,
                int(mine.courier.get("heard", 0)),
                mine.hub_id,
                mine.device_id,
                mine.dev_no,
                mine.shown_token,
                public,
                __version__,
            )
        )
        if mine.courier.get("fork"):
            # Until it has a number of its own nothing of this device could be told apart.
            yield talk.question("fork", fork_body(mine, str(mine.courier["fork"])))
            yield {"t": "end", "many": 1}
            return
        for body in self._waiting():
            counted.append(len(body["changes"]))
            yield talk.question("push", body)
        yield talk.question("pull", request(self._database, PAGE_ROWS))
        yield {"t": "end", "many": len(counted) + 1}

    def _waiting(self) -> Iterator[dict[str, Any]]:
        """Yield everything that is not confirmed, batch by batch; at least that nothing waits."""
        known = Remembered(self._database).hello().get("shape")
        shape = known if isinstance(known, dict) else None
        with self._database.reading() as reader:
            state = state_of(reader)
            after = (int(state["acked"]), chain_of(state))
        many = 0
        while body := next_batch(self._database, BATCH_CHANGES, BATCH_BYTES, shape, after):
            if not body["changes"]:
                break
            yield body
            many += 1
            chain = after[1]
            for change in body["changes"]:
                chain = linked(chain, change["hh"])
            after = (int(body["changes"][-1]["l"]), chain)
        if not many:
            yield {"prev": after[0], "chain": after[1], "changes": []}
