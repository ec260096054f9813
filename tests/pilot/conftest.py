"""The demo caseload and patience, for every test in this folder."""

from tests.pilot.stage import demo as demo
from tests.pilot.waiting import unhurried as unhurried
