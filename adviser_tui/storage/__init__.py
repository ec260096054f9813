"""The local database file: opening, changing, undoing, keeping it whole."""
