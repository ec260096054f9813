"""Seeded bugs: each takes something away that the exchange stands on, and a test must notice."""

from tests.sync.mutants.at_the_hub import AT_THE_HUB
from tests.sync.mutants.on_the_device import ON_THE_DEVICE

MUTANTS = AT_THE_HUB + ON_THE_DEVICE
