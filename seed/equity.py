"""What people may be asked about themselves, read from a data file when first asked for (M9)."""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One thing that people may say of themselves, always of their own will."""

    id: str
    name: str
    """`ethnicity`, as it stands in a heading."""
    question: str
    offered: tuple[str, ...]
    """Words to choose from; any other may be given too."""


@cache
def characteristics() -> tuple[Characteristic, ...]:
    """Return every characteristic, in the order in which they are asked."""
    import tomllib
    from importlib import resources

    file = resources.files("seed") / "data" / "equity.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8"))["characteristic"]
    return tuple(
        Characteristic(each["id"], each["name"], each["question"], tuple(each["offered"]))
        for each in found
    )


def name_of(characteristic: str) -> str:
    """Return what a characteristic is called; one from a newer program by its own word."""
    names = {each.id: each.name for each in characteristics()}
    return names.get(characteristic, characteristic.replace("_", " "))
