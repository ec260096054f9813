"""Any record by its id: its fields described once, read from text, shown and changed."""
