"""Which employers belong to one parent, so that figures can be shown by both."""

from collections.abc import Mapping

from adviser_tui.services.measures.scene import Scene

_BRANCHES = """SELECT b.id, b.parent_id FROM employer b JOIN employer e ON e.id = b.parent_id
  WHERE b.parent_id IS NOT NULL AND b.void_reason IS NULL AND e.void_reason IS NULL"""


def parents(scene: Scene) -> Mapping[str, str]:
    """Return the uppermost parent of each employer that has one."""
    return scene.shared("parents", lambda: _parents(scene))


def group_of(scene: Scene, employer_id: str) -> str:
    """Return what an employer is counted under by parent: itself where it has none."""
    return parents(scene).get(employer_id, employer_id)


def _parents(scene: Scene) -> dict[str, str]:
    above = {str(row["id"]): str(row["parent_id"]) for row in scene.rows(_BRANCHES)}
    found = {}
    for each in above:
        top, seen = each, {each}
        # Two devices may each have put one above the other.
        while above.get(top, top) not in seen:
            top = above[top]
            seen.add(top)
        found[each] = top if above.get(top) is None else min(seen)
    return found
