"""What was chosen for a merge, kept while it is left and when the sides are swapped."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from adviser_tui.services.merging.comparison import Choice, Comparison, Take, Typed

_APART = "apart:"
_TYPED = "typed:"
_OPPOSITE: dict[str, Take] = {"keep": "other", "other": "keep", "both": "both"}


@dataclass(frozen=True, slots=True)
class Wishes:
    """Choices that differ from what is proposed, and what stays apart."""

    choices: Mapping[str, Choice] = field(default_factory=dict)
    apart: frozenset[str] = frozenset()
    """Ids of the right one's sites and people that do not become one with the left one's."""

    @classmethod
    def kept(cls, fields: Mapping[str, str], seen: Comparison) -> "Wishes":
        """Return what was kept as a draft, without what cannot be chosen any more."""
        choices: dict[str, Choice] = {}
        for name, text in fields.items():
            if text.startswith(_TYPED):
                choices[name] = Typed(text.removeprefix(_TYPED))
            elif text in _OPPOSITE:
                choices[name] = _OPPOSITE[_OPPOSITE[text]]
        apart = frozenset(name.removeprefix(_APART) for name in fields if name.startswith(_APART))
        return cls(choices, apart).fitting(seen)

    def as_draft(self) -> dict[str, str]:
        """Return them as the fields of a draft."""
        found = {
            name: f"{_TYPED}{choice.text}" if isinstance(choice, Typed) else str(choice)
            for name, choice in self.choices.items()
        }
        return found | {f"{_APART}{each}": "yes" for each in sorted(self.apart)}

    def taking(self, name: str, side: Take) -> "Wishes":
        """Return them with one side taken for a field."""
        return replace(self, choices={**self.choices, name: side})

    def typing(self, name: str, text: str) -> "Wishes":
        """Return them with a value typed for a field."""
        return replace(self, choices={**self.choices, name: Typed(text)})

    def toggled(self, child_id: str) -> "Wishes":
        """Return them with a site or person kept apart, or made one again."""
        return replace(self, apart=self.apart ^ {child_id})

    def swapped(self) -> "Wishes":
        """Return them for the sides the other way round."""
        choices: dict[str, Choice] = {
            name: choice if isinstance(choice, Typed) else _OPPOSITE[choice]
            for name, choice in self.choices.items()
        }
        return replace(self, choices=choices)

    def fitting(self, seen: Comparison) -> "Wishes":
        """Return those that can be chosen for two records."""
        fits = {pair.name: pair for pair in seen.fields}
        children = {one.other_id for one in seen.together}
        choices = {
            name: choice
            for name, choice in self.choices.items()
            if name in fits and (isinstance(choice, Typed) or choice in fits[name].takes)
        }
        return Wishes(choices, self.apart & children)
