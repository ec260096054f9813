"""The adviser record of everybody who has an account: the row that others' records refer to.

The hub makes it together with the account, so that nothing that names a colleague ever waits for
that colleague's first sync.
"""

from adviser_tui.hub.feed import PUT, Feed, make_scopes
from adviser_tui.hub.moments import moment_of
from adviser_tui.hub.store import Transaction
from adviser_tui.hub.writing import write_rows
from adviser_tui.sync.change import Value, Version
from adviser_tui.sync.clocks import packed
from adviser_tui.sync.pages import INSERT, HubRow
from adviser_tui.sync.scopes import ORGANISATION, scope_of
from adviser_tui.sync.shapes import shapes
from models.merging import NeedToKnow

_ENTITY = "adviser"


def make_person_row(t: Transaction, account_id: str, name: str, at_ms: int) -> None:
    """Make somebody's adviser record and tell the organisation of it; once is enough."""
    if t.one("SELECT id FROM row_state WHERE id = :id", id=account_id):
        return
    scope, at = scope_of(ORGANISATION, NeedToKnow.CONFIG), moment_of(at_ms)
    fields: dict[str, Value] = {c.name: c.default for c in shapes()[_ENTITY].columns.values()}
    initials = "".join(word[0] for word in name.split())[:3].upper()
    fields |= {
        "id": account_id,
        "created_at": at,
        "created_by": account_id,
        "device_id": "",
        "name": name,
        "initials": initials,
    }
    versions = {INSERT: Version(packed(at_ms), 0, 0)}  # dot 0.0 is nobody's: the hub made it
    make_scopes(t, [scope])
    feed = Feed(t.lock_scopes([scope]), at_ms)
    write_rows(t, [HubRow(_ENTITY, account_id, account_id, fields, versions, at, account_id)])
    t.put_many("agg_home", ("agg", "home"), [(account_id, ORGANISATION)], ("agg", "home"))
    feed.add(scope, account_id, PUT)
    feed.write(t)
