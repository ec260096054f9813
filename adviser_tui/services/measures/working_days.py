"""An adviser's working days in a scene's period, read once for all measures."""

from collections.abc import Mapping
from datetime import date

from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.working_time.patterns import read_absences, read_patterns
from adviser_tui.services.working_time.reckoning import WorkingDays, reckon


def working_days(scene: Scene, adviser_id: str) -> WorkingDays:
    """Return what the scene's period is worth for an adviser: scheduled, available and elapsed."""
    return scene.once(("working days", adviser_id), lambda: _reckon(scene, adviser_id))


def _reckon(scene: Scene, adviser_id: str) -> WorkingDays:
    database = scene.database
    patterns = scene.shared("working patterns", lambda: read_patterns(database))
    absences = scene.shared("absences", lambda: read_absences(database))
    return reckon(
        scene.period,
        patterns.get(adviser_id, ()),
        absences.get(adviser_id, ()),
        lambda region: holidays_of(region, scene.region),
        scene.today,
    )


def holidays_of(region: str, own: str) -> Mapping[date, str]:
    """Return a region's bank holidays, those of the settings where it is none we know."""
    from seed.holidays import REGIONS, bank_holidays

    return bank_holidays(region if region in REGIONS else own)


def assumed_pattern_note(scene: Scene) -> tuple[str, ...]:
    """Return a sentence where nobody wrote down when these advisers work."""
    if not any(working_days(scene, each).is_assumed for each in scene.whose.advisers):
        return ()
    return (
        "No working pattern was written down, so full time from Monday to Friday is taken; "
        "`adviser pattern` sets one.",
    )
