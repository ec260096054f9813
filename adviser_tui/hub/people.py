"""Teams, and the people who may work with them: what they are, and to which teams they belong.

Every act is noted in the audit and, so that a restore of an older backup cannot bring a right back
that was taken away, in the journal as the last thing before the transaction ends.
"""

from dataclasses import dataclass

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.hub import audit
from adviser_tui.hub.journal import Journal
from adviser_tui.hub.moments import moment_of
from adviser_tui.hub.person_rows import make_person_row
from adviser_tui.hub.store import Transaction
from adviser_tui.ids import new_id
from adviser_tui.text import clean_text, fold

ROLES = ("adviser", "lead", "office", "reader", "admin")
NAME_LETTERS = 120


@dataclass(frozen=True, slots=True)
class Team:
    """A team, whose members share their caseload."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may join devices; the id is that of their adviser record everywhere."""

    id: str
    name: str
    role: str
    is_active: bool
    teams: tuple[Team, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something to people and devices, when (in milliseconds), and where it is kept."""

    journal: Journal
    at_ms: int
    actor: str = audit.AT_THE_HUB

    @property
    def at(self) -> str:
        """Return the moment as it is stored."""
        return moment_of(self.at_ms)


def teams(t: Transaction) -> list[Team]:
    """Return every team."""
    rows = t.rows("SELECT id, name FROM team WHERE ended_at IS NULL ORDER BY id")
    return [Team(int(row.id), row.name) for row in rows]


def accounts(t: Transaction) -> list[Account]:
    """Return every person, also those whose access has ended, by name."""
    known = {team.id: team for team in teams(t)}
    of: dict[str, list[Team]] = {}
    for row in t.rows("SELECT account, team FROM membership ORDER BY team"):
        if int(row.team) in known:
            of.setdefault(row.account, []).append(known[int(row.team)])
    rows = t.rows("SELECT id, name, role, active FROM account ORDER BY name, id")
    return [
        Account(row.id, row.name, row.role, bool(row.active), tuple(of.get(row.id, ())))
        for row in rows
    ]


def account(t: Transaction, account_id: str) -> Account:
    """Return one person by their id; raises `NotFoundError`."""
    for each in accounts(t):
        if each.id == account_id:
            return each
    raise NotFoundError("Nobody here has this id. Nothing was changed.")


def account_called(t: Transaction, words: str) -> Account:
    """Return the one person that a name, part of one, or the start of an id means."""
    everybody = accounts(t)
    wanted = fold(words)
    ways = (
        [each for each in everybody if each.id == words],
        [each for each in everybody if fold(each.name) == wanted],
        [each for each in everybody if wanted and wanted in fold(each.name)],
        [each for each in everybody if len(words) >= 8 and each.id.startswith(words)],
    )
    found = next((each for each in ways if each), [])
    if len(found) != 1:
        raise NotFoundError(
            f"More than one person is called “{words}”. Say more of the name, or use the id."
            if found
            else f"Nobody is called “{words}”. `adviser hub people` lists everybody.",
            tuple(f"{each.name} ({each.id})" for each in found),
        )
    return found[0]


def team_called(t: Transaction, words: str) -> Team:
    """Return the team of this name or number; raises `NotFoundError`."""
    known = teams(t)
    wanted = fold(words)
    for each in known:
        if fold(each.name) == wanted or words == str(each.id):
            return each
    raise NotFoundError(
        f"There is no team “{words}”. Nothing was changed. `adviser hub teams` lists them, and "
        f'`adviser hub teams add "{words}"` adds one.',
        tuple(each.name for each in known),
    )


def add_team(t: Transaction, act: Act, name: str) -> Team:
    """Add a team; raises `RuleError` where one has this name."""
    name = _name(name, "team")
    t.alone("people")
    if any(fold(each.name) == fold(name) for each in teams(t)):
        raise RuleError(f"There is a team “{name}” already. Nothing was changed.")
    row = t.one("SELECT coalesce(max(id), 0) + 1 AS id FROM team")
    team = Team(int(row.id) if row else 1, name)
    t.run(
        "INSERT INTO team (id, name, made_at) VALUES (:id, :name, :at)",
        id=team.id,
        name=name,
        at=act.at,
    )
    audit.note(t, act.at_ms, act.actor, "team added", str(team.id))
    act.journal.append("team", at=act.at_ms, id=team.id, name=name)
    return team


def add_account(
    t: Transaction, act: Act, name: str, role: str, members: list[Team], account_id: str = ""
) -> Account:
    """Add a person; raises `RuleError` where somebody active has this name.

    `account_id` is given where their adviser record has an id everywhere already.
    """
    name = _name(name, "person")
    _known_role(role, members)
    t.alone("people")
    if any(fold(each.name) == fold(name) for each in accounts(t) if each.is_active):
        raise RuleError(
            f"There is somebody called “{name}” already. Nothing was changed. Where there are two "
            "people of one name, add what tells them apart."
        )
    made = Account(account_id or new_id(), name, role, True, tuple(members))
    t.run(
        "INSERT INTO account (id, name, role, active, made_at) VALUES (:id, :name, :role, 1, :at)",
        id=made.id,
        name=name,
        role=role,
        at=act.at,
    )
    _join(t, made.id, members)
    make_person_row(t, made.id, name, act.at_ms)
    audit.note(t, act.at_ms, act.actor, "person added", made.id, role=role)
    in_journal(act, made)
    return made


def change_account(
    t: Transaction,
    act: Act,
    who: Account,
    *,
    role: str | None = None,
    members: list[Team] | None = None,
) -> Account:
    """Give a person another role or other teams, from their next request on."""
    new_role = who.role if role is None else role
    new_members = list(who.teams) if members is None else members
    _known_role(new_role, new_members)
    t.alone("people")
    t.run("UPDATE account SET role = :role WHERE id = :id", role=new_role, id=who.id)
    t.run("DELETE FROM membership WHERE account = :id", id=who.id)
    _join(t, who.id, new_members)
    changed = Account(who.id, who.name, new_role, who.is_active, tuple(new_members))
    audit.note(
        t,
        act.at_ms,
        act.actor,
        "person changed",
        who.id,
        role=new_role,
        teams=",".join(str(each.id) for each in new_members),
    )
    in_journal(act, changed)
    return changed


def _join(t: Transaction, account_id: str, members: list[Team]) -> None:
    t.insert_many("membership", ("account", "team"), [(account_id, each.id) for each in members])


def in_journal(act: Act, who: Account) -> None:
    """Keep in the journal what somebody is now."""
    act.journal.append(
        "account",
        at=act.at_ms,
        id=who.id,
        name=who.name,
        role=who.role,
        active=int(who.is_active),
        teams=[each.id for each in who.teams],
    )


def _known_role(role: str, members: list[Team]) -> None:
    from adviser_tui.hub.rights import most_teams

    if role not in ROLES:
        raise InputError(f"A role is one of {', '.join(ROLES)}, not “{role[:40]}”.", "role")
    if not members and role != "admin":
        raise InputError("Somebody who works with a caseload belongs to a team.", "teams")
    if len(members) > (most := most_teams(role)):
        raise InputError(
            f"Nobody can be in more than {most} teams in this role: their device could not keep "
            "up. Nothing was changed.",
            "teams",
        )


def _name(given: str, of: str) -> str:
    name = clean_text(given).strip()
    if not name or len(name) > NAME_LETTERS:
        raise InputError(
            f"The name of a {of} has 1 to {NAME_LETTERS} letters. Nothing was changed.", "name"
        )
    return name
