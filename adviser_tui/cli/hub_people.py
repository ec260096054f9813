"""`adviser hub people`, `hub teams` and `hub code`: who works with the hub, and how they join."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.hub_opening import local_words, moment, opened_hub
from adviser_tui.errors import UsageError

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub
    from adviser_tui.hub.people import Account, Act, Team
    from adviser_tui.hub.store import Transaction

ROLES = ("adviser", "lead", "office", "reader", "admin")
"""What a person can be: `ROLES` of the hub, which is imported when it is needed."""
_WHO = "a name, part of one, or an id"


def register(steps: Any, both: list[argparse.ArgumentParser]) -> None:
    """Add the commands about people."""
    people = steps.add_parser("people", parents=both, help="who works with the hub")
    people.set_defaults(run=run_list)
    doing = people.add_subparsers(metavar="WHAT")
    listing = doing.add_parser("list", parents=both, help="list everybody")
    listing.set_defaults(run=run_list)
    add = doing.add_parser("add", parents=both, help="add a person")
    add.add_argument("name", metavar="NAME", help="as colleagues know them")
    _role_and_teams(add)
    add.set_defaults(run=run_add)
    change = doing.add_parser(
        "change", parents=both, help="give a person another role or other teams"
    )
    change.add_argument("who", metavar="PERSON", help=_WHO)
    _role_and_teams(change)
    change.set_defaults(run=run_change)
    for name, words in (
        ("end", "end a person's access; their devices deliver what waits, then let go"),
        ("give-back", "give a person their access back"),
    ):
        step = doing.add_parser(name, parents=both, help=words)
        step.add_argument("who", metavar="PERSON", help=_WHO)
        step.set_defaults(run=run_access, end=name == "end")
    teams = steps.add_parser("teams", parents=both, help="the teams, and adding one")
    teams.add_argument("--add", default="", metavar="NAME", help="the same as `teams add`")
    teams.set_defaults(run=run_teams)
    of_teams = teams.add_subparsers(metavar="WHAT")
    # Without values of their own: they would take the place of what --add brought.
    listed = of_teams.add_parser("list", parents=both, help="list the teams")
    listed.set_defaults(run=run_teams)
    new = of_teams.add_parser("add", parents=both, help="add a team")
    new.add_argument("add", metavar="NAME", help="as colleagues know it")
    new.set_defaults(run=run_teams)
    code = steps.add_parser(
        "code",
        parents=both,
        help="make a one-time code, with which a person joins a device",
        description="Make a one-time code, with which a person joins one device by "
        "`adviser join`. With --invitation a file is written instead, for a device that never "
        "reaches the hub over a network; the code then opens that file.",
    )
    code.add_argument("who", metavar="PERSON", help=_WHO)
    code.add_argument("--hours", type=int, default=24, metavar="N", help="good for; 24 if left out")
    code.add_argument("--invitation", type=Path, metavar="FILE", help="write an invitation to FILE")
    code.set_defaults(run=run_code)


def _role_and_teams(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", choices=ROLES, metavar="ROLE", help=", ".join(ROLES))
    parser.add_argument(
        "--team", nargs="+", metavar="TEAM", help="names or numbers; needless with one team"
    )


def run_list(args: argparse.Namespace) -> int:
    """List everybody."""
    from adviser_tui.hub import people

    with opened_hub(args) as opened, opened.store.reading() as t:
        everybody = people.accounts(t)
    nobody = 'Nobody yet. `adviser hub people add "First Last" --role lead` adds the first.'
    output.answer(
        args,
        {"people": [_document(each) for each in everybody]},
        [_line(each) for each in everybody] or [nobody],
    )
    return 0


def run_add(args: argparse.Namespace) -> int:
    """Add a person."""
    from adviser_tui.hub import people

    def add(t: "Transaction", act: "Act") -> "Account":
        role = args.role or "adviser"
        members = _members(t, args.team, needed=role != "admin")
        return people.add_account(t, act, args.name, role, members)

    return _done(args, add, "added")


def run_change(args: argparse.Namespace) -> int:
    """Give a person another role or other teams."""
    from adviser_tui.hub import people

    if args.role is None and args.team is None:
        raise UsageError("Say what changes: --role, --team, or both.")

    def change(t: "Transaction", act: "Act") -> "Account":
        who = people.account_called(t, args.who)
        members = None if args.team is None else _members(t, args.team)
        return people.change_account(t, act, who, role=args.role, members=members)

    return _done(args, change, "changed; it counts from their next sync on", _share_again)


def run_access(args: argparse.Namespace) -> int:
    """End a person's access, or give it back."""
    from adviser_tui.hub import access, people

    def do(t: "Transaction", act: "Act") -> "Account":
        who = people.account_called(t, args.who)
        return access.end_access(t, act, who) if args.end else access.give_back(t, act, who)

    ended = "access ended. Their devices deliver what waits and then remove their caseload"
    return _done(args, do, ended if args.end else "access given back")


def run_teams(args: argparse.Namespace) -> int:
    """List the teams, after adding one where that was asked for."""
    from adviser_tui.hub import people

    with opened_hub(args) as opened, opened.store.transaction() as t:
        if args.add:
            people.add_team(t, opened.hub.act(), args.add)
        everything = people.teams(t)
    document = {"ok": True, "teams": [_team(each) for each in everything]}
    output.answer(args, document, [f"{each.id:>3}  {each.name}" for each in everything])
    return 0


def run_code(args: argparse.Namespace) -> int:
    """Make a code, or an invitation with its code."""
    from adviser_tui.hub import codes, people

    with opened_hub(args) as opened:
        act, keys = opened.hub.act(), opened.hub.keys
        if args.invitation is not None:
            from adviser_tui.hub.invitation import invite

            with opened.store.reading() as t:
                who = people.account_called(t, args.who)
            file = args.invitation.expanduser().absolute()
            said = invite(opened.store, keys, act, who, file)
            document = {"ok": True, "code": said, "person": who.name, "invitation": str(file)}
            lines = [
                f"{file} is an invitation for {who.name}. The code that opens it: {said}",
                "Send the two by different ways: the file by mail or stick, the code by phone.",
                f"They type: adviser join --invitation {file.name} {said}",
            ]
        else:
            with opened.store.transaction() as t:
                made = codes.new_code(t, act, keys, people.account_called(t, args.who), args.hours)
            document = {
                "ok": True,
                "code": made.text,
                "person": made.account.name,
                "expires_at": moment(made.expires_ms).isoformat(timespec="seconds"),
            }
            lines = [
                f"The code for {made.account.name}: {made.text}",
                f"It is good for one device, until {local_words(made.expires_ms)}.",
                f"They type: adviser join ADDRESS-OF-THE-HUB {made.text}",
            ]
    output.answer(args, document, lines)
    return 0


def _share_again(hub: "Hub", who: "Account") -> None:
    """Share anew what somebody is deputy of: with their new teams it may be another matter."""
    from adviser_tui.hub.transferring import share_again

    share_again(hub, [who.id])


def _done(
    args: argparse.Namespace,
    do: "Callable[[Transaction, Act], Account]",
    words: str,
    after: "Callable[[Hub, Account], None] | None" = None,
) -> int:
    with opened_hub(args) as opened:
        with opened.store.transaction() as t:
            who = do(t, opened.hub.act())
        if after is not None:
            after(opened.hub, who)
    lines = [f"{who.name}: {words}.", _line(who)]
    output.answer(args, {"ok": True, "person": _document(who)}, lines)
    return 0


def _members(t: "Transaction", named: list[str] | None, *, needed: bool = True) -> "list[Team]":
    from adviser_tui.hub import people

    if named:
        found = [people.team_called(t, each) for each in named]
        return list({each.id: each for each in found}.values())
    everything = people.teams(t)
    if not needed:
        return []
    if len(everything) > 1:
        names = ", ".join(each.name for each in everything)
        raise UsageError(f"There are several teams. Say which with --team: {names}.")
    return everything


def _document(who: "Account") -> dict[str, object]:
    return {
        "id": who.id,
        "name": who.name,
        "role": who.role,
        "is_active": who.is_active,
        "teams": [_team(each) for each in who.teams],
    }


def _team(team: "Team") -> dict[str, object]:
    return {"number": team.id, "name": team.name}


def _line(who: "Account") -> str:
    teams = ", ".join(each.name for each in who.teams)
    ended = "" if who.is_active else "  access ended"
    return f"{output.fit(who.name, 28)} {who.role:<8} {output.fit(teams, 24)} {who.id[:13]}{ended}"
