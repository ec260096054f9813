"""Partner organisations: the list, the card, and from a name to the partner that is meant."""
