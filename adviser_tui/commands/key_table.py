"""The key table of the guide, written from the commands."""

from adviser_tui.commands.keys import shown_key
from adviser_tui.commands.table import Scope, commands_for


def key_table_markdown() -> str:
    """Write the key table of the guide: one table for each screen-independent scope."""
    titles: dict[Scope, str] = {
        "everywhere": "Everywhere",
        "list": "In a list",
        "card": "On a card",
        "people": "People",
        "employers": "Employers",
        "vacancies": "Vacancies",
        "diary": "Diary",
        "match": "Match sheet",
        "merge": "Merging",
        "targets": "Targets",
        "working_time": "Working time",
        "sync": "Sync",
        "versions": "Two versions",
        "import": "Import",
        "form": "In a form",
    }
    parts = []
    for scope, title in titles.items():
        rows = [
            f"| {' '.join(f'`{shown_key(key)}`' for key in one.keys) or 'by name'} "
            f"| {one.label} | {one.help} | `{one.id}` |"
            for one in commands_for(scope)
        ]
        head = f"### {title}\n\n| key | | does | id |\n|---|---|---|---|\n"
        parts.append(head + "\n".join(rows) + "\n")
    return "\n".join(parts)
