"""Cases of doubles made from any list, for `bench search --duplicates` and nothing fitted to them.

Half of the list stays in the caseload; from the other half come names that are new. A name that is
there is typed anew as people do: with a slip, another form of company, its last word left out,
its words turned round or joined, `&` for `and`. Earlier names of the list are typed as well.

`python -m bench.search_doubles LIST.csv FOLDER --kept 12000` writes the list that stays and the
cases about it; `python -m bench search --employers FOLDER/list.csv --duplicates
FOLDER/cases.jsonl` measures them.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from bench.search_lists import Listed, read_lists, write_list
from bench.search_scoring import core_words, normalised
from bench.search_slips import slip

PER_KIND = 150
NEW = 1_000
SEED = 20_261
_FORMS = ("ltd", "limited", "uk", "(uk) ltd", "plc")
_TYPED_FROM = 4
"""In words of so many letters slips are made."""


def make_cases(
    listed: Sequence[Listed], kept: int, per_kind: int = PER_KIND, seed: int = SEED
) -> tuple[list[Listed], list[dict[str, object]]]:
    """Return so many employers to keep, and cases about them, always the same ones."""
    chance = Random(seed)
    mixed = chance.sample(list(listed), len(listed))
    there, others = mixed[:kept], mixed[kept:]
    names = {normalised(name) for each in there for name in each.names}
    cases: list[dict[str, object]] = []
    for kind, change in _CHANGES.items():
        made = 0
        for each in chance.sample(there, len(there)):
            if made == per_kind:
                break
            typed = change(each, Random(f"{seed}|{kind}|{each.reference}"))
            if not typed or (normalised(typed) in names and kind in _ANOTHER_NAME):
                continue
            town, postcode = _place(each, chance)
            cases.append(_case(len(cases), typed, town, postcode, "same", each.reference, kind))
            made += 1
    new = [each.name for each in others if normalised(each.name) not in names][:NEW]
    for name in new:
        cases.append(_case(len(cases), name, "", "", "new", None, "made_new"))
    return there, cases


def write_cases(path: Path, cases: Sequence[dict[str, object]]) -> None:
    """Write cases in the format that `--duplicates` reads."""
    lines = [json.dumps(each, ensure_ascii=False) for each in cases]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _case(
    number: int, name: str, town: str, postcode: str, label: str, same: str | None, kind: str
) -> dict[str, object]:
    return {
        "id": f"made{number}",
        "name": name,
        "town": town,
        "postcode": postcode,
        "label": label,
        "same_as": same,
        "type": kind,
        "leave_out": None,
    }


def _place(one: Listed, chance: Random) -> tuple[str, str]:
    """Return what is said of the place: mostly nothing, sometimes the town, sometimes all."""
    kind = chance.choice(("", "", "town", "all"))
    return (one.town if kind else "", one.postcode if kind == "all" else "")


def _slipped(one: Listed, chance: Random) -> str:
    words = core_words(one.name)
    long = [at for at, word in enumerate(words) if len(word) >= _TYPED_FROM and word.isalpha()]
    if not long:
        return ""
    at = chance.choice(long)
    return " ".join([*words[:at], slip(words[at], chance), *words[at + 1 :]])


def _another_form(one: Listed, chance: Random) -> str:
    return f"{' '.join(core_words(one.name))} {chance.choice(_FORMS)}"


def _cut_short(one: Listed, chance: Random) -> str:
    words = core_words(one.name)[:-1]
    while words and words[-1] in ("and", "of", "the", "for", "in"):
        words.pop()
    return " ".join(words) if len(words) > 1 else ""


def _turned(one: Listed, chance: Random) -> str:
    words = core_words(one.name)
    return " ".join([*words[1:], words[0]]) if 1 < len(set(words)) < 5 else ""


def _joined(one: Listed, chance: Random) -> str:
    words = core_words(one.name)
    if len(words) < 2:
        return ""
    at = chance.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


def _other_and(one: Listed, chance: Random) -> str:
    words = core_words(one.name)
    return " ".join("&" if word == "and" else word for word in words) if "and" in words else ""


def _renamed(one: Listed, chance: Random) -> str:
    """Return an earlier name that shares a word with what it is called now."""
    now = set(core_words(one.name))
    shared = [each for each in one.previous if now & set(core_words(each))]
    return chance.choice(shared) if shared else ""


_CHANGES: dict[str, Callable[[Listed, Random], str]] = {
    "made_slip": _slipped,
    "made_form": _another_form,
    "made_cut_short": _cut_short,
    "made_turned": _turned,
    "made_joined": _joined,
    "made_and": _other_and,
    "made_renamed": _renamed,
}
_ANOTHER_NAME = frozenset({"made_slip", "made_cut_short", "made_renamed"})
"""What may make the name of somebody else, who is then meant as well."""


def main() -> None:
    """Write a list and cases about it."""
    parser = argparse.ArgumentParser(description="Make cases of doubles from a list of employers.")
    parser.add_argument("list", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kept", type=int, default=12_000, metavar="N")
    asked = parser.parse_args()
    there, cases = make_cases(read_lists([asked.list]), asked.kept)
    asked.folder.mkdir(parents=True, exist_ok=True)
    write_list(asked.folder / "list.csv", there)
    write_cases(asked.folder / "cases.jsonl", cases)


if __name__ == "__main__":
    main()
