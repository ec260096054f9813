"""Pairs that look like one and are two, so that nobody is asked about them again."""

from sqlalchemy import Index, String
from sqlmodel import Field

from models.base import Record


class KnownAsTwo(Record, table=True):
    """Two rows of one table that somebody looked at and found to be two.

    Its id is derived from the table and both ids in their order, so a pair is one row wherever
    it was noted.
    """

    __tablename__ = "known_as_two"
    __table_args__ = (Index("ix_known_as_two_pair", "entity", "first_id", "second_id"),)

    entity: str
    """The table that both rows are in: `employer`, `employer_site`, `participant`."""
    first_id: str = Field(sa_type=String(36))
    """The lower of the two ids."""
    second_id: str = Field(sa_type=String(36), index=True)
