"""The office: one open caseload and everything that can be done with it.

Each service is made when it is first asked for, so that the first frame pays for nothing else.
A service reads with plain SQL and returns frozen values; it writes through `Database.write`.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from adviser_tui.clock import Clock
from adviser_tui.config import Settings, read_settings
from adviser_tui.services.counting_office import CountingOffice
from adviser_tui.services.desk import Desk
from adviser_tui.storage.database import Database

if TYPE_CHECKING:
    from adviser_tui.services.contacts import Contacts
    from adviser_tui.services.diary import Diary
    from adviser_tui.services.duplicates.service import Duplicates
    from adviser_tui.services.employers.service import Employers
    from adviser_tui.services.follow_ups import FollowUps
    from adviser_tui.services.hand_overs.service import HandOvers
    from adviser_tui.services.history import History
    from adviser_tui.services.match_sheets.service import MatchSheets
    from adviser_tui.services.merging.grouping import Groups
    from adviser_tui.services.merging.service import Merging
    from adviser_tui.services.participants.barriers import Barriers
    from adviser_tui.services.participants.consents import Consents
    from adviser_tui.services.participants.profiles import Profiles
    from adviser_tui.services.participants.service import Participants
    from adviser_tui.services.partners.service import Partners
    from adviser_tui.services.placements import Placements
    from adviser_tui.services.promises import Promises
    from adviser_tui.services.quick_line.service import Quick
    from adviser_tui.services.records.service import Records
    from adviser_tui.services.register.importing import RegisterImport
    from adviser_tui.services.register.service import Register
    from adviser_tui.services.search.lookup import Lookup
    from adviser_tui.services.search.service import Search
    from adviser_tui.services.start import Identity
    from adviser_tui.services.submissions.service import Submissions
    from adviser_tui.services.sync.marks import Marks
    from adviser_tui.services.sync.service import Sync
    from adviser_tui.services.timeline import Timeline
    from adviser_tui.services.today.service import Today
    from adviser_tui.services.vacancies.service import Vacancies
    from adviser_tui.storage.drafts import Drafts


class Office(CountingOffice):
    """Every service over one open caseload; close it when done."""

    def __init__(self, database: Database, settings: Settings | None = None) -> None:
        self.database = database
        self.desk = Desk(database, settings or Settings())

    def close(self) -> None:
        """Close the file; what reads and writes it in the background is stopped first."""
        if "sync" in self.__dict__:
            self.sync.close()
        if "register_import" in self.__dict__:
            self.register_import.close()
        if "search" in self.__dict__:
            self.search.stop()
        self.database.close()

    @cached_property
    def identity(self) -> "Identity":
        """Who works here, and the first run."""
        from adviser_tui.services.start import Identity

        return Identity(self.desk)

    @cached_property
    def drafts(self) -> "Drafts":
        """What was typed into forms and not saved yet."""
        from adviser_tui.services.merging.drafts import LedDrafts

        return LedDrafts(self.database)

    @cached_property
    def today(self) -> "Today":
        """What comes first, and why."""
        from adviser_tui.services.today.service import Today

        return Today(self.desk)

    @cached_property
    def follow_ups(self) -> "FollowUps":
        """What is to be done until when."""
        from adviser_tui.services.follow_ups import FollowUps

        return FollowUps(self.desk)

    @cached_property
    def promises(self) -> "Promises":
        """What was promised, by us and to us."""
        from adviser_tui.services.promises import Promises

        return Promises(self.desk)

    @cached_property
    def contacts(self) -> "Contacts":
        """What was said with whom."""
        from adviser_tui.services.contacts import Contacts

        return Contacts(self.desk)

    @cached_property
    def participants(self) -> "Participants":
        """The people on the caseload."""
        from adviser_tui.services.participants.service import Participants

        return Participants(self.desk)

    @cached_property
    def consents(self) -> "Consents":
        """Choices about what may be said to whom."""
        from adviser_tui.services.participants.consents import Consents

        return Consents(self.desk)

    @cached_property
    def barriers(self) -> "Barriers":
        """What stands in the way of work."""
        from adviser_tui.services.participants.barriers import Barriers

        return Barriers(self.desk)

    @cached_property
    def profiles(self) -> "Profiles":
        """What people bring and want."""
        from adviser_tui.services.participants.profiles import Profiles

        return Profiles(self.desk)

    @cached_property
    def timeline(self) -> "Timeline":
        """What happened with somebody, newest first."""
        from adviser_tui.services.timeline import Timeline

        return Timeline(self.desk)

    @cached_property
    def search(self) -> "Search":
        """Finding an employer, a participant or a vacancy by a few letters."""
        from adviser_tui.services.search.service import Search

        return Search(self.desk)

    @cached_property
    def lookup(self) -> "Lookup":
        """From an id, the beginning of one or a name to the one thing that is meant."""
        from adviser_tui.services.search.lookup import Lookup

        return Lookup(self.database, self.search)

    @cached_property
    def register(self) -> "Register":
        """The national register: reference data, where it was imported."""
        from adviser_tui.services.register.service import Register

        return Register(self.desk, lambda: self.employers)

    @cached_property
    def register_import(self) -> "RegisterImport":
        """The import of a register, which goes on beside the program."""
        from adviser_tui.services.register.importing import RegisterImport

        return RegisterImport(self.database.folder)

    @property
    def register_progress(self) -> str:
        """How far the import of a register is, empty where none is under way."""
        begun = "register_import" in self.__dict__
        return self.register_import.state.in_short() if begun else ""

    @cached_property
    def employers(self) -> "Employers":
        """The employers: list, card, who was in touch lately."""
        from adviser_tui.services.employers.service import Employers

        return Employers(self.desk, self.search)

    @cached_property
    def duplicates(self) -> "Duplicates":
        """What may be there twice, and which employers are branches of one."""
        from adviser_tui.services.duplicates.service import Duplicates

        return Duplicates(self.database)

    @cached_property
    def vacancies(self) -> "Vacancies":
        """The vacancies, and who was put forward for them."""
        from adviser_tui.services.vacancies.service import Vacancies

        return Vacancies(self.desk, self.search, self.employers)

    @cached_property
    def partners(self) -> "Partners":
        """The organisations that the team works beside."""
        from adviser_tui.services.partners.service import Partners

        return Partners(self.desk)

    @cached_property
    def match_sheets(self) -> "MatchSheets":
        """The "right person, first time" sheet of a participant and a vacancy."""
        from adviser_tui.services.match_sheets.service import MatchSheets

        return MatchSheets(self.desk)

    @cached_property
    def submissions(self) -> "Submissions":
        """Putting people forward, and how it goes."""
        from adviser_tui.services.submissions.service import Submissions

        return Submissions(self.desk)

    @cached_property
    def placements(self) -> "Placements":
        """Jobs that people start."""
        from adviser_tui.services.placements import Placements

        return Placements(self.desk)

    @cached_property
    def diary(self) -> "Diary":
        """A week of contacts and what is due."""
        from adviser_tui.services.diary import Diary

        return Diary(self.desk)

    @cached_property
    def records(self) -> "Records":
        """Any record by its id, field by field."""
        from adviser_tui.services.records.service import Records

        return Records(self)

    @cached_property
    def merging(self) -> "Merging":
        """Two records of one and the same, compared and made one."""
        from adviser_tui.services.merging.service import Merging

        return Merging(self)

    @cached_property
    def groups(self) -> "Groups":
        """The branches of a company under their parent."""
        from adviser_tui.services.merging.grouping import Groups

        return Groups(self.desk)

    @cached_property
    def quick(self) -> "Quick":
        """A contact or a promise in one line: understood first, then saved."""
        from adviser_tui.services.quick_line.service import Quick

        return Quick(self.desk, self.search, self.employers, self.contacts)

    @cached_property
    def hand_overs(self) -> "HandOvers":
        """Handing participants and employers over to colleagues."""
        from adviser_tui.services.hand_overs.service import HandOvers

        return HandOvers(self.desk)

    @cached_property
    def history(self) -> "History":
        """What was done here, undo and redo."""
        from adviser_tui.services.history import History

        return History(self.desk)

    @cached_property
    def marks(self) -> "Marks":
        """How each record stands with the team."""
        from adviser_tui.services.sync.marks import Marks

        return Marks(self.database)

    @cached_property
    def sync(self) -> "Sync":
        """The team's hub: joining, syncing, and what needs a decision."""
        from adviser_tui.services.sync.service import Sync

        return Sync(self)


def open_office(
    folder: Path,
    *,
    clock: Clock | None = None,
    visiting: bool = False,
    allow_location: str = "",
    only_to_deliver: bool = False,
) -> Office:
    """Open the caseload in `folder`; raises `StorageError` where that is not safe.

    `allow_location` is somebody's reason for keeping it in a folder that would be refused.
    `only_to_deliver` also opens one that was to be removed and could not be.
    """
    if (folder / "hub.json").exists():
        from adviser_tui.services.sync.membership import refuse_hub

        refuse_hub(folder)
        if not only_to_deliver:
            from adviser_tui.services.sync.letting_go import refuse_shut

            refuse_shut(folder)
    settings = read_settings(folder)
    database = Database(folder, clock, visiting=visiting)
    return Office(database.open(allow_location=allow_location), settings)
