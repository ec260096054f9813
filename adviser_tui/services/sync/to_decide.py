"""How much waits for a team lead's decision: asked at the end of a sync, for the line."""

from adviser_tui.services.sync.hub_line import HubLine


def count_to_decide(line: HubLine) -> int:
    """Return how many changes the hub keeps for this lead; an adviser has none."""
    if line.membership.role != "lead":
        return 0
    many, after = 0, ""
    while True:
        reply = line.call("review", {"after": after})
        items = reply.get("items", ())
        many += len(items)
        if not reply.get("more") or not items:
            return many
        after = str(items[-1]["id"])
