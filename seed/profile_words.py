"""What a profile's figures are called, and what is said of those that rest on weak sources."""

from seed.profile_rules import Certainty, Profile

SAID = {
    Certainty.SECOND_HAND: "read where somebody else tells of it",
    Certainty.COMMON: "generally known and looked up by nobody",
    Certainty.LOCAL: "chosen, not taken from a source",
}
"""What is said of each certainty that is not `read`."""


def certainty_words(profile: Profile, place: str) -> str:
    """Return how weak the source of a figure is, such as `week.base`; empty where it was read."""
    found = profile.weak.get(place)
    return "" if found is None or found is Certainty.READ else SAID[found]
