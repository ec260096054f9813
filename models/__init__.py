"""The tables of the caseload, one noun to a file.

Importing this package costs nothing: `models.kinds` is read on the way to the first frame, where
SQLModel would double the start. `models.tables` brings in every table and the metadata.
"""
