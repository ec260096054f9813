"""The demo caseload, for every test in this folder."""

from tests.pilot.stage import demo as demo
