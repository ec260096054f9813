"""Asking and telling: the newest answer counts, every write happens in order, nothing is leaked."""

import logging
import threading
from functools import partial

import pytest
from textual.app import App

from adviser_tui.errors import RuleError
from adviser_tui.widgets.service_screen import ServiceScreen
from adviser_tui.widgets.writer import finish_writes
from tests.pilot.waiting import settled, until

SECRET = "Amira Invented, QQ123456C"


class Asker(ServiceScreen[None]):
    """A screen and what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []


class AskApp(App[None]):
    """One such screen."""

    def on_mount(self) -> None:
        self.push_screen(Asker())

    @property
    def asker(self) -> Asker:
        assert isinstance(self.screen, Asker)
        return self.screen


def said(app: AskApp) -> list[str]:
    return [note.message for note in app._notifications]


async def test_only_the_newest_answer_of_a_lane_is_heard() -> None:
    app = AskApp()
    gate = threading.Event()

    def slow() -> str:
        gate.wait(60)
        return "a"

    async with app.run_test() as pilot:
        screen = app.asker
        screen.ask("search", slow, screen.heard.append)
        await pilot.pause()
        screen.ask("other", lambda: "other lane", screen.heard.append)
        screen.ask("search", lambda: "ab", screen.heard.append)
        await until(pilot, lambda: len(screen.heard) == 2)
        gate.set()
        await settled(pilot)
        assert sorted(map(str, screen.heard)) == ["ab", "other lane"]


async def test_writes_happen_in_order_and_are_never_superseded() -> None:
    app = AskApp()
    written: list[int] = []
    threads: set[str] = set()

    def write(number: int) -> int:
        threads.add(threading.current_thread().name)
        written.append(number)
        return number

    async with app.run_test() as pilot:
        screen = app.asker
        for number in range(50):
            screen.tell(partial(write, number), screen.heard.append)
        await settled(pilot)
        assert written == list(range(50))
        assert screen.heard == written
        assert len(threads) == 1
        assert threading.main_thread().name not in threads


async def test_a_write_is_done_though_the_screen_and_the_app_are_gone() -> None:
    app = AskApp()
    gate = threading.Event()
    written: list[str] = []

    def slow() -> None:
        gate.wait(60)
        written.append("first")

    async with app.run_test() as pilot:
        screen = app.asker
        screen.tell(slow, lambda _: screen.heard.append("told"))
        screen.tell(lambda: written.append("second"))
        app.pop_screen()
        await pilot.pause()
        gate.set()
    assert finish_writes()
    assert written == ["first", "second"]
    assert screen.heard == []


async def test_a_refusal_is_told_in_its_own_words() -> None:
    app = AskApp()

    def refuse() -> None:
        raise RuleError("Consent for [Greggs] is missing; press n to ask.")

    async with app.run_test() as pilot:
        screen = app.asker
        screen.ask("x", refuse, screen.heard.append)
        await settled(pilot)
        assert said(app) == ["Consent for [Greggs] is missing; press n to ask."]
        screen.tell(refuse, screen.heard.append, lambda error: screen.heard.append(str(error)))
        await settled(pilot)
        assert screen.heard == ["Consent for [Greggs] is missing; press n to ask."]


@pytest.mark.parametrize("way", ["ask", "tell"])
async def test_what_nobody_foresaw_is_logged_without_anybody_s_data(
    way: str, caplog: pytest.LogCaptureFixture
) -> None:
    app = AskApp()

    def fail() -> None:
        participant = SECRET
        raise KeyError(participant)

    with caplog.at_level(logging.DEBUG):
        async with app.run_test() as pilot:
            screen = app.asker
            if way == "ask":
                screen.ask("x", fail, screen.heard.append)
            else:
                screen.tell(fail, screen.heard.append)
            await settled(pilot)
            assert "adviser doctor" in said(app)[0]
            assert screen.heard == []
    ours = [one.getMessage() for one in caplog.records if one.name == "adviser_tui"]
    assert len(ours) == 1
    assert ours[0].startswith("KeyError at ")
    assert "test_kit_service_screen.py:" in ours[0]
    assert "Amira" not in caplog.text
