"""The national register's open data: recognised by its content, read as a stream, imported."""
