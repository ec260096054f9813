"""Opening the hub's store by its address: a path, or `postgresql://…`."""

from pathlib import Path

from adviser_tui.hub.shape_moves import bring_rows_up
from adviser_tui.hub.store.steps import bring_up
from adviser_tui.hub.store.store import Store


def open_store(address: str | Path, *, waits_s: float = 3.0, connections: int = 8) -> Store:
    """Open the store at `address` and bring its tables up to this program's.

    A path is an SQLite file, made where there is none; its folder must exist. Nobody waits longer
    than `waits_s` for another's transaction. Raises `StorageError` where it cannot be opened.
    """
    text = str(address)
    if text.startswith(("postgresql://", "postgres://")):
        from adviser_tui.hub.store.postgres import PostgresStore

        store: Store = PostgresStore(text, waits_s, connections)
    else:
        from adviser_tui.hub.store.sqlite import SqliteStore

        store = SqliteStore(Path(text), waits_s, connections)
    try:
        bring_up(store)
        bring_rows_up(store)
    except BaseException:
        store.close()
        raise
    return store
