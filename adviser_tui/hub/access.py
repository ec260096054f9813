"""Ending somebody's access, and giving it back."""

from adviser_tui.hub import audit, devices, people
from adviser_tui.hub.people import Account, Act
from adviser_tui.hub.store import Transaction


def end_access(t: Transaction, act: Act, who: Account) -> Account:
    """End a person's access at once: their devices may deliver what waits, and nothing else."""
    t.run("UPDATE account SET active = 0, ended_at = :at WHERE id = :id", at=act.at, id=who.id)
    t.run("DELETE FROM code WHERE account = :id AND used_ms IS NULL", id=who.id)
    devices.drain(t, act, who.id)
    ended = Account(who.id, who.name, who.role, False, who.teams)
    audit.note(t, act.at_ms, act.actor, "access ended", who.id)
    people.in_journal(act, ended)
    return ended


def give_back(t: Transaction, act: Act, who: Account) -> Account:
    """Give a person their access back; devices that were not revoked for good work again."""
    t.run("UPDATE account SET active = 1, ended_at = NULL WHERE id = :id", id=who.id)
    devices.reinstate(t, act, who.id)
    again = Account(who.id, who.name, who.role, True, who.teams)
    audit.note(t, act.at_ms, act.actor, "access given back", who.id)
    people.in_journal(act, again)
    return again
