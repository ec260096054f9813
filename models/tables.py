"""Every table at once, so that the metadata is complete; importing this brings in SQLModel."""

from sqlalchemy import DefaultClause
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlmodel import SQLModel

from models.base import Record, State, TextList
from models.contacts import Contact, FollowUp, Promise
from models.device import (
    ChangeGroup,
    ChangeRecord,
    Draft,
    Setting,
    SyncCursor,
    SyncHome,
    SyncIssue,
    SyncParked,
    SyncSeen,
    SyncState,
)
from models.doubles import KnownAsTwo
from models.employers import Employer, EmployerPerson, EmployerSite, Need
from models.matches import MatchAnswer, MatchOverride, MatchSheet, Submission
from models.measures import (
    Absence,
    CourseEvent,
    EquityRecord,
    OutcomeCheck,
    Target,
    TimeEntry,
    WeekClosing,
    WorkingPattern,
)
from models.partners import Partner
from models.people import Adviser, BarrierAction, Consent, Participant, VocationalProfile
from models.sharing import Conflict, HandOver
from models.vacancies import Placement, QualityFact, Vacancy

RECORDS: tuple[type[Record], ...] = (
    Adviser,
    Participant,
    VocationalProfile,
    Consent,
    BarrierAction,
    Employer,
    EmployerSite,
    EmployerPerson,
    Need,
    Vacancy,
    QualityFact,
    Partner,
    Contact,
    MatchSheet,
    MatchAnswer,
    MatchOverride,
    Submission,
    Placement,
    FollowUp,
    Promise,
    KnownAsTwo,
    Conflict,
    HandOver,
    WorkingPattern,
    Absence,
    TimeEntry,
    Target,
    WeekClosing,
    OutcomeCheck,
    EquityRecord,
    CourseEvent,
)
"""Every synced table, in an order in which they can be filled."""

DEVICE_TABLES: tuple[type[SQLModel], ...] = (
    SyncState,
    ChangeGroup,
    ChangeRecord,
    Setting,
    Draft,
    SyncCursor,
    SyncHome,
    SyncIssue,
    SyncParked,
    SyncSeen,
)

BY_NAME: dict[str, type[Record]] = {str(table.__tablename__): table for table in RECORDS}

metadata = SQLModel.metadata


def _give_sql_defaults() -> None:
    """Write plain defaults into the schema too, for bulk rows, triggers and later columns."""
    for table in metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, TextList):
                column.server_default = DefaultClause("[]")
            elif isinstance(column.default, ScalarElementColumnDefault):
                value = column.default.arg
                plain = str(int(value)) if isinstance(value, int) else str(value)
                column.server_default = DefaultClause(plain)


_give_sql_defaults()

__all__ = [
    "BY_NAME",
    "DEVICE_TABLES",
    "RECORDS",
    "Absence",
    "Adviser",
    "BarrierAction",
    "ChangeGroup",
    "ChangeRecord",
    "Conflict",
    "Consent",
    "Contact",
    "CourseEvent",
    "Draft",
    "Employer",
    "EmployerPerson",
    "EmployerSite",
    "EquityRecord",
    "FollowUp",
    "HandOver",
    "KnownAsTwo",
    "MatchAnswer",
    "MatchOverride",
    "MatchSheet",
    "Need",
    "OutcomeCheck",
    "Participant",
    "Partner",
    "Placement",
    "Promise",
    "QualityFact",
    "Record",
    "Setting",
    "State",
    "Submission",
    "SyncCursor",
    "SyncHome",
    "SyncIssue",
    "SyncParked",
    "SyncSeen",
    "SyncState",
    "Target",
    "TimeEntry",
    "Vacancy",
    "VocationalProfile",
    "WeekClosing",
    "WorkingPattern",
    "metadata",
]
