"""PostgreSQL with `pg_trgm`, on a private server that is gone afterwards."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from bench.postgres import UnavailableError, connected, server
from bench.search_engines import LIMIT, Engine, once, rows_of
from bench.search_lists import Listed

if TYPE_CHECKING:
    from typing import LiteralString

    import psycopg

_WHOLE = "SELECT reference FROM names WHERE name %% %(q)s ORDER BY name <-> %(q)s LIMIT %(n)s"
_PART = "SELECT reference FROM names WHERE %(q)s <%% name ORDER BY %(q)s <<-> name LIMIT %(n)s"


class Trigram:
    """One way to ask `pg_trgm`, with its index of the kind that answers fastest."""

    def __init__(
        self, connection: "psycopg.Connection[Any]", name: str, asked: "LiteralString"
    ) -> None:
        self.name = name
        self.build_ms = 0.0
        self.index_mb = 0.0
        self._connection = connection
        self._asked = asked

    def find(self, text: str, limit: int = LIMIT) -> list[str]:
        """Return the references of what fits, the best first."""
        rows = self._connection.execute(self._asked, {"q": text, "n": limit * 2}).fetchall()
        return once((str(row[0]) for row in rows), limit)

    def close(self) -> None:
        """Leave the connection to who made it."""


@contextmanager
def trigram_engines(listed: Sequence[Listed]) -> Iterator[list[Engine]]:
    """Give both ways to ask `pg_trgm`: whole names alike, and a part of one alike.

    Raises `UnavailableError` where there is no server.
    """
    with server() as folder, connected(f"host={folder} user=bench dbname=postgres") as connection:
        began = time.perf_counter()
        try:
            connection.execute("CREATE EXTENSION pg_trgm")
        except Exception as error:
            raise UnavailableError(f"the server has no pg_trgm ({error})") from error
        connection.execute("CREATE TABLE names (reference text, name text)")
        with connection.cursor().copy("COPY names FROM STDIN") as copy:
            for row in rows_of(listed):
                copy.write_row(row)
        connection.execute("CREATE INDEX names_trgm ON names USING gist (name gist_trgm_ops)")
        connection.execute("CREATE INDEX names_gin ON names USING gin (name gin_trgm_ops)")
        connection.execute("ANALYZE names")
        found = [
            Trigram(connection, "pg_trgm_similarity", _WHOLE),
            Trigram(connection, "pg_trgm_word_similarity", _PART),
        ]
        size = connection.execute("SELECT pg_total_relation_size('names')").fetchone()
        for engine in found:
            engine.build_ms = (time.perf_counter() - began) * 1000
            engine.index_mb = float(size[0]) / 1e6 if size else 0.0
        yield list[Engine](found)
