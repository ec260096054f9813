"""The hub's tables as numbered steps of plain SQL, the same for SQLite and PostgreSQL."""
