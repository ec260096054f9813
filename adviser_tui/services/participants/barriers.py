"""What stands in the way of work, and what is done about it."""

from collections.abc import Sequence
from datetime import date

from adviser_tui.errors import InputError
from adviser_tui.services.desk import Desk
from models.kinds import BarrierState


class Barriers:
    """Note barriers and work on them; every change counts as a step for the person (M9)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(
        self,
        participant_id: str,
        barrier: str,
        action: str = "",
        *,
        owner_id: str = "",
        due_on: date | None = None,
    ) -> str:
        """Note a barrier, with what is done about it by whom until when."""
        from models.tables import BarrierAction, Participant

        if not barrier.strip():
            raise InputError("Say what is in the way.", "barrier")
        with self._desk.database.write() as work:
            work.get(Participant, participant_id)
            return work.add(
                BarrierAction(
                    participant_id=participant_id,
                    barrier=barrier,
                    action=action,
                    owner_id=owner_id or work.actor or None,
                    due_on=due_on,
                )
            ).id

    def set_state(self, ids: Sequence[str], state: BarrierState) -> None:
        """Say that barriers are open, being worked on, removed, or left for now."""
        from models.tables import BarrierAction

        closed = state in (BarrierState.REMOVED, BarrierState.NOT_NOW)
        with self._desk.database.write() as work:
            for each in ids:
                row = work.get(BarrierAction, each)
                work.change(row, state=state, closed_at=work.now if closed else None)
