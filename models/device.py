"""What belongs to this device alone and is never shared: the change record, settings, drafts."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, Text, text
from sqlmodel import Field, SQLModel

from models.base import UtcMoment


class SyncState(SQLModel, table=True):
    """One row: who this device is, its clock and counters, and what is being written now."""

    __tablename__ = "sync_state"

    k: int = Field(default=1, primary_key=True)
    device_id: str = Field(sa_type=String(36))
    hub_id: str = ""
    epoch: str = ""
    dev_no: int = 0
    """The small number that a hub gives the device; 0 until there is a hub."""
    lseq: int = 0
    """The last change's number on this device."""
    acked: int = 0
    chain: bytes | None = Field(default=None, sa_type=LargeBinary)
    hlc: int = 0
    """Milliseconds shifted left by 16, never falling."""
    offset_ms: int = 0
    applying: int = 0
    """1 while changes from elsewhere are written, so that they are not recorded as our own."""
    g: int = 0
    """The group that changes belong to now; 0 outside a unit of work."""
    erase_cursor: int = 0
    gen: int = 0


class ChangeGroup(SQLModel, table=True):
    """One action of a person: everything that it changed is undone and redone together."""

    __tablename__ = "change_group"
    __table_args__ = {"sqlite_autoincrement": True}

    g: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcMoment)
    actor: str = Field(default="", sa_type=String(36))
    kind: str = "act"
    """`act`, `undo` or `redo`."""
    target: int | None = None
    """For an undo or redo: the group it takes back or brings back."""
    undone_by: int | None = None
    """The undo that took this group back, while it is taken back."""


class ChangeRecord(SQLModel, table=True):
    """One row changed: what it was and what it became, written by triggers alone."""

    __tablename__ = "change_record"
    __table_args__ = (
        Index("ix_change_record_g", "g"),
        Index("ix_change_record_row", "row_id"),
        # What waits to be sent is little beside all that ever was.
        Index("ix_change_record_waiting", "lseq", sqlite_where=text("status = 0")),
    )

    lseq: int = Field(primary_key=True)
    g: int
    entity: str
    row_id: str = Field(sa_type=String(36))
    agg: str = Field(sa_type=String(36))
    scope: str = ""
    op: str
    """`ins` or `upd`; deleting is refused."""
    fields: str = Field(sa_type=Text)
    """The new values of what changed, as JSON."""
    old: str = Field(default="{}", sa_type=Text)
    """The values before, as JSON."""
    base: str = Field(default="{}", sa_type=Text)
    """For each field the version that the change was made on, as JSON."""
    hlc: int
    hh: bytes | None = Field(default=None, sa_type=LargeBinary)
    scrub: int = 0
    status: int = 0
    """0 waits to be shared, 1 confirmed."""


class SyncCursor(SQLModel, table=True):
    """How far this device has taken in what others did, for each scope that it may see."""

    __tablename__ = "sync_cursor"

    scope: str = Field(primary_key=True)
    seq: int = 0
    head: int = 0
    gen: int = 0


class SyncHome(SQLModel, table=True):
    """Through which scopes a participant, an employer or another whole came to this device."""

    __tablename__ = "sync_home"

    agg: str = Field(primary_key=True, sa_type=String(36))
    scope: str = Field(primary_key=True)


class SyncIssue(SQLModel, table=True):
    """A change that the hub did not simply take, and why; kept until somebody has seen it."""

    __tablename__ = "sync_issue"

    lseq: int = Field(primary_key=True)
    outcome: str
    """`conflict`, `held`, `quarantined` or `erased`."""
    why: str = ""
    detail: str = Field(default="{}", sa_type=Text)
    entity: str = ""
    row_id: str = Field(default="", sa_type=String(36))
    agg: str = Field(default="", sa_type=String(36))
    at: datetime = Field(sa_type=UtcMoment)
    seen: int = 0
    """1 once the adviser has looked at it, 2 once it was sent anew or given up."""


class SyncParked(SQLModel, table=True):
    """Fields of a change that the hub is too old to know; they are sent when it knows them."""

    __tablename__ = "sync_parked"

    lseq: int = Field(primary_key=True)
    entity: str
    row_id: str = Field(sa_type=String(36))
    fields: str = Field(sa_type=Text)


class SyncSeen(SQLModel, table=True):
    """Rows met while everything is taken in anew; what was not met is then gone at the hub."""

    __tablename__ = "sync_seen"

    entity: str = Field(primary_key=True)
    row_id: str = Field(primary_key=True, sa_type=String(36))
    gen: int


class Setting(SQLModel, table=True):
    """A value that this caseload remembers on this device."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str = Field(sa_type=Text)


class Draft(SQLModel, table=True):
    """A half-filled form, kept until it is saved or thrown away."""

    __tablename__ = "draft"

    form: str = Field(primary_key=True)
    fields: str = Field(sa_type=Text)
    saved_at: datetime = Field(sa_type=UtcMoment)
