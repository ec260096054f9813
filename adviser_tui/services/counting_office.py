"""What is counted of one open caseload: measures, and what they rest on beside the records."""

from functools import cached_property
from typing import TYPE_CHECKING

from adviser_tui.services.desk import Desk

if TYPE_CHECKING:
    from adviser_tui.services.equity import Equity
    from adviser_tui.services.measures.engine import Measures
    from adviser_tui.services.outcome_checks import OutcomeChecks
    from adviser_tui.services.programmes import Programmes
    from adviser_tui.services.targets import Targets
    from adviser_tui.services.time_entries import TimeEntries
    from adviser_tui.services.weekly import Weekly
    from adviser_tui.services.working_time.service import WorkingTime


class CountingOffice:
    """The part of an office that counts; each service is made when it is first asked for."""

    desk: Desk

    @cached_property
    def outcome_checks(self) -> "OutcomeChecks":
        """What was found out about the weeks of jobs, and which checks are due."""
        from adviser_tui.services.outcome_checks import OutcomeChecks

        return OutcomeChecks(self.desk)

    @cached_property
    def time_entries(self) -> "TimeEntries":
        """Being out of the office: since when, and with whom."""
        from adviser_tui.services.time_entries import TimeEntries

        return TimeEntries(self.desk)

    @cached_property
    def weekly(self) -> "Weekly":
        """The week's contacts with employers."""
        from adviser_tui.services.weekly import Weekly

        return Weekly(self.desk)

    @cached_property
    def working_time(self) -> "WorkingTime":
        """When advisers work and when they are away."""
        from adviser_tui.services.working_time.service import WorkingTime

        return WorkingTime(self.desk)

    @cached_property
    def targets(self) -> "Targets":
        """Advisers' own targets for the week."""
        from adviser_tui.services.targets import Targets

        return Targets(self.desk)

    @cached_property
    def programmes(self) -> "Programmes":
        """The rules of programmes that measures go by."""
        from adviser_tui.services.programmes import Programmes

        return Programmes(self.desk)

    @cached_property
    def measures(self) -> "Measures":
        """The measures M1 to M15, over any period."""
        from adviser_tui.services.measures.engine import Measures

        return Measures(self.desk)

    @cached_property
    def equity(self) -> "Equity":
        """What people choose to say of themselves, kept apart from all else."""
        from adviser_tui.services.equity import Equity

        return Equity(self.desk)
