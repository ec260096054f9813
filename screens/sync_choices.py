"""What was chosen for the fields of which there are two versions, kept while it is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from adviser_tui.services.sync.two_versions import TwoVersions

How = Literal["keep", "take", "typed"]
_TYPED = "typed:"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to become of one field."""

    how: How
    text: str = ""
    """What was typed, for `typed`."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """Choices by the id of the pair; pairs without one stay open."""

    chosen: Mapping[str, Wish] = field(default_factory=dict)

    @classmethod
    def kept(cls, fields: Mapping[str, str], pairs: Sequence[TwoVersions]) -> "Wishes":
        """Return what was kept as a draft, without what cannot be chosen any more."""
        found: dict[str, Wish] = {}
        for pair in pairs:
            text = fields.get(pair.id, "")
            if text == "keep" or (text == "take" and pair.may_take):
                found[pair.id] = Wish("keep" if text == "keep" else "take")
            elif text.startswith(_TYPED) and pair.may_edit:
                found[pair.id] = Wish("typed", text.removeprefix(_TYPED))
        return cls(found)

    def as_draft(self) -> dict[str, str]:
        """Return them as the fields of a draft."""
        return {
            pair_id: f"{_TYPED}{wish.text}" if wish.how == "typed" else wish.how
            for pair_id, wish in self.chosen.items()
        }

    def of(self, pair: TwoVersions) -> Wish | None:
        """Return what was chosen for a pair."""
        return self.chosen.get(pair.id)

    def choosing(self, pair: TwoVersions, wish: Wish) -> "Wishes":
        """Return them with a choice for a pair."""
        return replace(self, chosen={**self.chosen, pair.id: wish})

    def result(self, pair: TwoVersions) -> str:
        """Return what the field holds afterwards, in words."""
        wish = self.of(pair)
        if wish is None or wish.how == "keep":
            return pair.now or pair.kept.words
        return wish.text or "nothing" if wish.how == "typed" else pair.lost.words
