"""Names of what is shared with whom: a home such as `team:17`, and the class of rows in it."""

from models.merging import NeedToKnow

ORGANISATION = "org"
ORDER = (NeedToKnow.CONFIG, NeedToKnow.CORE, NeedToKnow.HEALTH, NeedToKnow.EQUITY)
"""In which order a device that knows nothing yet is told."""


def scope_of(home: str, need: str) -> str:
    """Return the scope of the rows of one class in a home."""
    return f"{home}#{need}"


def home_of(scope: str) -> str:
    """Return the home that a scope belongs to."""
    return scope.partition("#")[0]


def need_of(scope: str) -> str:
    """Return the class of rows that a scope holds."""
    return scope.partition("#")[2]


def team_home(team: str) -> str:
    """Return the home of what a team shares."""
    return f"team:{team}"


def lead_home(team: str) -> str:
    """Return the home of what only the team's leads see, beside those it is given to."""
    return f"lead:{team}"


def user_home(adviser: str) -> str:
    """Return the home of what one adviser alone sees."""
    return f"user:{adviser}"


def in_order(scopes: list[str]) -> list[str]:
    """Return scopes in the order in which they are told."""
    return sorted(scopes, key=lambda each: (ORDER.index(NeedToKnow(need_of(each))), each))
