"""Where the hub keeps what it knows: one SQLite file, or a PostgreSQL database for many."""

from adviser_tui.hub.store.opening import open_store
from adviser_tui.hub.store.store import Store
from adviser_tui.hub.store.transaction import Transaction

__all__ = ["Store", "Transaction", "open_store"]
