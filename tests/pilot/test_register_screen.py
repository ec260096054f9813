"""Bringing a national register in from the screen, beside the work."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from adviser_tui.services.register.importing import RegisterImport
from bench.make_register import companies, write_register
from screens.register import RegisterScreen
from tests.pilot.seen import seen
from tests.pilot.stage import copy_of, office_of, opened, press
from tests.pilot.waiting import settled, until


def a_file(folder: Path, number: int) -> Path:
    """Write a register of invented companies and return its path."""
    folder.mkdir(exist_ok=True)
    path = folder / "BasicCompanyData-2026-11-01.csv"
    with path.open("wb") as file:
        write_register(file, number)
    return path


async def begin(pilot: Pilot[str], path: Path) -> None:
    """Open the screen by its name and give the path."""
    await press(pilot, "ctrl+p", "=national register", "enter")
    assert isinstance(pilot.app.screen, RegisterScreen)
    line = pilot.app.screen.query_one(Input)
    line.value = str(path)
    await press(pilot, "enter")


@contextmanager
def held_after_its_first_rows(work: RegisterImport) -> Iterator[None]:
    """Let the import of a register do no more than begin, where the system can do that.

    However long the keys take that are pressed meanwhile, it is not over before.
    """
    over = threading.Event()

    def hold() -> None:
        while not work.state.rows and not over.wait(0.005):
            pass
        if work.state.is_running and not over.is_set():
            _send(work, "SIGSTOP")

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        yield
    finally:
        over.set()
        holder.join()
        _send(work, "SIGCONT")


def _send(work: RegisterImport, name: str) -> None:
    process = work._process
    if process is not None and hasattr(signal, name):
        with suppress(ProcessLookupError):
            process.send_signal(getattr(signal, name))


async def until_over(pilot: Pilot[str]) -> None:
    """Wait until nothing is imported any more, and the screen has said so."""
    work = office_of(pilot).register_import
    await until(pilot, lambda: not work.state.is_running and work.told, 120)
    await settled(pilot)


async def test_a_register_comes_in_and_is_searched(demo: Path, tmp_path: Path) -> None:
    path = a_file(tmp_path / "downloads", 300)
    async with opened(copy_of(demo, tmp_path)) as pilot:
        assert "No register is here yet" in await press(
            pilot, "ctrl+p", "=national register", "enter"
        )
        await press(pilot, "escape")
        await begin(pilot, path)
        await until_over(pilot)
        text = seen(pilot.app)
        assert "companies are in the register" in text
        assert "Companies House: " in text
        status = office_of(pilot).register.status()
        assert status is not None
        core = next(companies(1)).core.casefold()
        assert office_of(pilot).register.find(core)
        assert "in the register" in await press(pilot, "escape", "3", "/", f"={core}")


async def test_what_is_no_register_is_said_in_a_sentence(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Colour\nA,red\n", encoding="utf-8")
    async with opened(copy_of(demo, tmp_path)) as pilot:
        await begin(pilot, path)
        await until_over(pilot)
        assert "✗" in seen(pilot.app)
        assert office_of(pilot).register.status() is None


async def test_it_goes_on_in_the_background_and_can_be_stopped(demo: Path, tmp_path: Path) -> None:
    """Keys work meanwhile, the status line shows it, and the same file goes on later."""
    path = a_file(tmp_path / "downloads", 150_000)
    async with opened(copy_of(demo, tmp_path)) as pilot:
        work = office_of(pilot).register_import
        with held_after_its_first_rows(work):
            await begin(pilot, path)
            assert work.state.is_running
            await press(pilot, "escape", "2", "j")
            await until(pilot, lambda: "register " in seen(pilot.app).splitlines()[-2], 90)
            await until(pilot, lambda: work.state.rows, 90)
            await press(pilot, "ctrl+p", "=stop register", "enter")
        await until_over(pilot)
        assert "are kept" in work.state.words
        text = await press(pilot, "ctrl+p", "=national register", "enter")
        assert "is unfinished. Choose the same file" in text
        await press(pilot, "escape")
        await begin(pilot, path)
        await until_over(pilot)
        assert work.state.state == "done"


async def test_leaving_the_program_stops_it_and_keeps_what_was_read(
    demo: Path, tmp_path: Path
) -> None:
    path = a_file(tmp_path / "downloads", 150_000)
    async with opened(copy_of(demo, tmp_path)) as pilot:
        await begin(pilot, path)
        office = office_of(pilot)
    assert office.register_import.state.state != "running"
    office.register_import.close(60)  # a busy machine needs longer than the program waits for it
    assert not office.register_import.state.is_running
