"""Every error that the program raises on purpose.

Each message is a full sentence for a person: what happened, what is safe, what to do next.

    AdviserError                  exit code 1
    ├── NotFoundError             nothing, or more than one thing, fits what was typed
    ├── RuleError                 a rule of the work said no
    ├── InputError                what was typed could not be understood
    │   └── ImportFileError       a file, with its row and column
    ├── UsageError                the command line was put together wrongly (exit code 2)
    ├── SyncError                 the team's hub could not be reached, or said no
    └── StorageError              the data could not be opened or written safely (exit code 3)
"""


class AdviserError(Exception):
    """Something the adviser can be told in one plain sentence."""

    exit_code = 1


class NotFoundError(AdviserError):
    """Nothing, or more than one thing, fits what was typed; `candidates` holds what came close."""

    def __init__(self, message: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates


class RuleError(AdviserError):
    """A rule of the domain said no; `points` holds what stands in the way where it is a list."""

    def __init__(self, message: str, points: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.points = points

    def __str__(self) -> str:
        """Return the message and every point as one paragraph."""
        return " ".join([self.message, *self.points])


class AlikeError(RuleError):
    """One much like what was to be added is there; added knowingly, it is kept."""


class InputError(AdviserError):
    """What was typed could not be understood; nothing was changed."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class ImportFileError(InputError):
    """A file could not be read; `row` and `column` count from 1, 0 where they do not apply."""

    def __init__(self, message: str, row: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.row = row
        self.column = column


class UsageError(AdviserError):
    """The command line was put together wrongly."""

    exit_code = 2


class StorageError(AdviserError):
    """The data could not be opened or written safely; nothing was changed."""

    exit_code = 3


class SyncError(AdviserError):
    """Working with the team's hub did not succeed this time; what was recorded here is safe."""
