"""What kind of work a placement is, and which kinds are a job (M4)."""

from models.kinds import PlacementKind, VacancyKind

OF_VACANCY = {
    VacancyKind.APPRENTICESHIP: PlacementKind.APPRENTICESHIP,
    VacancyKind.TRIAL: PlacementKind.TRIAL,
    VacancyKind.SUPPORTED_INTERNSHIP: PlacementKind.TRIAL,
}
"""What comes of a vacancy unless somebody says otherwise; of any other it is a job."""

PAID = (PlacementKind.JOB, PlacementKind.APPRENTICESHIP, PlacementKind.SELF_EMPLOYMENT)
"""Kinds of work that somebody lives on."""

UNPAID = (PlacementKind.TRIAL, PlacementKind.VOLUNTEERING)
"""Events on the way to work, which are no job yet."""

KIND_WORDS = {
    PlacementKind.JOB: "job",
    PlacementKind.APPRENTICESHIP: "apprenticeship",
    PlacementKind.SELF_EMPLOYMENT: "self-employment",
    PlacementKind.TRIAL: "unpaid trial",
    PlacementKind.VOLUNTEERING: "volunteering",
}


def kind_of(vacancy_kind: str) -> PlacementKind:
    """Return what comes of a vacancy of some kind."""
    return OF_VACANCY.get(VacancyKind(vacancy_kind), PlacementKind.JOB)


def with_kind(words: str, kind: str) -> str:
    """Return how a placement stands, with its kind where it is not a job like any other."""
    if kind == PlacementKind.JOB:
        return words
    return f"{words} ({KIND_WORDS.get(PlacementKind(kind), kind.replace('_', ' '))})"
