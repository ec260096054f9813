"""Adding something that may be there already: the first time it is asked, the second it is kept."""

from collections.abc import Callable

from adviser_tui.errors import RuleError
from adviser_tui.widgets.form import Values


class OnceMore:
    """What a form saves with: saving the very same again, after the warning, is meant."""

    def __init__(self, add: Callable[[Values, bool], object]) -> None:
        self._add = add
        self._warned: Values | None = None

    def __call__(self, values: Values) -> object:
        """Add, and return what was made; raises `RuleError` naming what is alike, once."""
        try:
            return self._add(dict(values), values == self._warned)
        except RuleError as error:
            if values == self._warned:
                raise
            self._warned = dict(values)
            raise RuleError(f"{error} Save once more (ctrl+s) to keep it all the same.") from error
