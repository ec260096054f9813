"""Which column filled which field in earlier files, kept on this device."""

from collections.abc import Mapping

from adviser_tui.storage.database import Database

_KEY = "import.columns."


class KeptMappings:
    """Remembers mappings by the signature of a file's headers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remember(self, signature: str, mapping: Mapping[str, str]) -> None:
        """Keep which header fills which field."""
        self._database.settings.put(_KEY + signature, dict(mapping))

    def recall(self, signature: str) -> Mapping[str, str] | None:
        """Return what was kept, or nothing."""
        kept = self._database.settings.get(_KEY + signature)
        return kept if isinstance(kept, dict) else None
