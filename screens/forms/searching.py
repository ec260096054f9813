"""From what the search finds to what a field or a picker offers."""

from adviser_tui.services.office import Office
from adviser_tui.widgets.fields import Choice


def choices_for(office: Office, kind: str, text: str) -> list[Choice]:
    """Return what fits the text, best first; `kind` is one noun, or several with commas."""
    kinds = tuple(kind.split(","))
    return [
        Choice(
            f"{hit.kind}:{hit.id}" if len(kinds) > 1 else hit.id, hit.name, hit.detail, hit.matched
        )
        for hit in office.search.find(text, kinds=kinds, limit=12)
    ]
