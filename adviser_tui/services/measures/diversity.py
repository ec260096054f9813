"""Employer and job diversity (M14): how much hangs on one employer and one sector."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from adviser_tui.services.measures.describing import describe
from adviser_tui.services.measures.employer_groups import group_of
from adviser_tui.services.measures.figure import Counts, Figure, LeftOut, Ref, Unit
from adviser_tui.services.measures.looking_back import twelve_months, window_words
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.measures.starts import Start, starts_of
from adviser_tui.services.placement_kinds import PAID
from adviser_tui.storage.reading import texts

FEW = 7
"""Below so many starts a share says nothing, and the reference is not held against it."""
_DIVISION = 2
"""Digits of a sector's code that name the sector itself."""
_NO_SECTOR = Ref("sector", "")
_SECTORS = """SELECT id, sector_codes FROM employer WHERE sector_codes <> '[]'
  AND id IN (SELECT value FROM json_each(:some))"""


def measure(scene: Scene) -> Counts:
    """Reckon the largest shares among the first days of twelve months."""
    window = twelve_months(scene)
    ours = [each for each in starts_of(scene) if each.day is not None and each.day in window]
    began = [each for each in ours if not each.is_void and each.has_begun(window.last)]
    counted = [each for each in began if each.kind in PAID]
    sectors = _sectors(scene, counted)
    apart = _left_out(
        ("taken off the record", [each for each in ours if each.is_void]),
        ("a trial or volunteering", [each for each in began if each.kind not in PAID]),
    )
    return Counts(
        (
            _largest(
                scene, "M14.same_employer", "one employer", counted, _employer, left_out=apart
            ),
            _largest(
                scene,
                "M14.same_parent",
                "one company with branches",
                counted,
                lambda each: Ref("employer", group_of(scene, each.employer)),
            ),
            _largest(scene, "M14.same_site", "one place", counted, _site),
            _largest(
                scene,
                "M14.top_sector",
                "one sector",
                counted,
                lambda each: Ref("sector", sectors.get(each.employer, "")),
            ),
        ),
        notes=(f"First days of the {window_words(window)}, whoever found the job.",),
    )


def _employer(each: Start) -> Ref:
    return Ref("employer", each.employer)


def _site(each: Start) -> Ref:
    return Ref("employer_site", each.site) if each.site else _employer(each)


def _largest(
    scene: Scene,
    key: str,
    label: str,
    counted: Sequence[Start],
    of: Callable[[Start], Ref],
    *,
    left_out: tuple[LeftOut, ...] = (),
) -> Figure:
    """Return the share of the starts that the largest group has, and which it is."""
    groups: dict[Ref, list[Start]] = defaultdict(list)
    for each in counted:
        groups[of(each)].append(each)
    nowhere = len(groups.pop(_NO_SECTOR, ()))
    # Of two that are equally large, always the same one.
    ordered = sorted(groups, key=lambda each: (-len(groups[each]), each.table, each.id))
    rows = groups[ordered[0]] if ordered else []
    names = {each.id for each in rows}
    is_measured = key in ("M14.same_employer", "M14.same_parent")
    reference = _reference(scene, len(counted)) if is_measured and counted else ""
    words = [_called(scene, ordered[0])] if ordered else []
    if nowhere:
        words.append(f"no sector is noted for {nowhere} of them")
    return Figure(
        key,
        f"largest share, {label}",
        Unit.SHARE,
        len(rows),
        len(counted),
        rows=tuple(each.ref() for each in rows),
        others=tuple(each.ref() for each in counted if each.id not in names),
        left_out=left_out,
        missing="" if ordered else "no sector is noted" if counted else "nobody started",
        note="; ".join(each for each in (*words, reference) if each),
        certainty=_certainty(scene) if reference else "",
    )


def _called(scene: Scene, group: Ref) -> str:
    if group.table == "sector":
        return f"sector {group.id}"
    return describe(scene.database, (group,))[0]


def _reference(scene: Scene, number: int) -> str:
    most = scene.profile.standards.same_employer_most
    if most is None:
        return ""
    if number < FEW:
        return f"fewer than {FEW} starts, so nothing is held against it"
    return f"the programme has at most {most} % in mind"


def _certainty(scene: Scene) -> str:
    from seed.profile_words import certainty_words

    return certainty_words(scene.profile, "standards.same_employer_most")


def _sectors(scene: Scene, counted: Sequence[Start]) -> dict[str, str]:
    """Return the sector of each employer: the first of its codes, in its division."""
    import json

    some = json.dumps(sorted({each.employer for each in counted}))
    return {
        str(row["id"]): _division(texts(row["sector_codes"])[0])
        for row in scene.rows(_SECTORS, {"some": some})
    }


def _division(code: str) -> str:
    code = code.strip()
    return code[:_DIVISION] if code[:_DIVISION].isdigit() else code


def _left_out(*reasons: tuple[str, Sequence[Start]]) -> tuple[LeftOut, ...]:
    return tuple(
        LeftOut(reason, tuple(each.ref() for each in rows)) for reason, rows in reasons if rows
    )
