"""A network that does what networks do: it cuts, stalls, crumbles, delays, spoils and pretends.

A proxy on this machine stands between a device and the hub. Each connection meets the fate that is
set when it is made; setting another one ends those that are open.
"""

import asyncio
import threading
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType

_PAGE = b"<html><body>Welcome! Please log in</body></html>"
PORTAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%b" % (
    len(_PAGE),
    _PAGE,
)
"""What the log-in page of a guest network says to every request."""


@dataclass(frozen=True)
class Fate:
    """What happens to a connection; bytes are counted from its beginning."""

    cut_up: int | None = None
    """The line breaks after so many bytes towards the hub."""
    cut_down: int | None = None
    """The line breaks after so many bytes towards the device."""
    stall_down: int | None = None
    """After so many bytes nothing more arrives, and nothing says so."""
    crumbs: int = 0
    """Bytes arrive so few at a time."""
    delay: float = 0.0
    """Seconds before anything is passed on, either way."""
    spoil_down: int | None = None
    """From this byte on what arrives is not what was sent."""
    instead: bytes = b""
    """Somebody else answers this, and the hub never hears of the request."""
    no_answer: bool = False
    """The connection is taken and hung up at once."""


FAIR = Fate()


class ChaosProxy:
    """Stands before the port of a hub; `port` is where it listens itself."""

    def __init__(self, hub_port: int) -> None:
        self._hub_port = hub_port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._server: asyncio.Server | None = None
        self._lines: set[asyncio.Task[None]] = set()
        self._ends: set[asyncio.StreamWriter] = set()
        self._fate = FAIR
        self.connections = 0
        self.up = 0
        self.down = 0

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "ChaosProxy":
        self._thread.start()
        started = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._met, "127.0.0.1", 0), self._loop
        )
        self._server = started.result(60)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(60)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(60)
        self._loop.close()

    def set(self, fate: Fate) -> None:
        """Let the next connections meet this fate, and end those there are."""
        asyncio.run_coroutine_threadsafe(self._set(fate), self._loop).result(60)

    async def _set(self, fate: Fate) -> None:
        self._fate = fate
        self.up = self.down = 0
        await self._hang_up()

    async def _end(self) -> None:
        assert self._server is not None
        self._server.close()
        await self._hang_up()
        await self._server.wait_closed()
        # What was taken in the meantime, and what was still closing when its task was ended.
        await self._hang_up()
        for end in self._ends:
            end.transport.abort()
        await asyncio.gather(*(end.wait_closed() for end in self._ends), return_exceptions=True)

    async def _hang_up(self) -> None:
        lines = list(self._lines)
        for line in lines:
            line.cancel()
        await asyncio.gather(*lines, return_exceptions=True)

    async def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._lines.add(task)
        self._ends.add(writer)
        self.connections += 1
        try:
            await self._live(self._fate, reader, writer)
        except (OSError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            self._lines.discard(task)
            await self._close(writer)

    async def _live(
        self, fate: Fate, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if fate.no_answer:
            writer.transport.abort()
            return
        if fate.instead:
            await reader.read(65_536)
            writer.write(fate.instead)
            await writer.drain()
            while await reader.read(65_536):
                pass
            return
        hub_reader, hub_writer = await asyncio.open_connection("127.0.0.1", self._hub_port)
        self._ends.add(hub_writer)
        ways = [
            asyncio.create_task(self._pass_up(fate, reader, hub_writer)),
            asyncio.create_task(self._pass_down(fate, hub_reader, writer)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            hub_writer.transport.abort()
            await self._close(hub_writer)

    async def _pass_up(
        self, fate: Fate, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        passed = 0
        while part := await reader.read(fate.crumbs or 65_536):
            await asyncio.sleep(fate.delay)
            if fate.cut_up is not None and passed + len(part) >= fate.cut_up:
                writer.write(part[: fate.cut_up - passed])
                await writer.drain()
                return
            writer.write(part)
            await writer.drain()
            passed += len(part)
            self.up += len(part)

    async def _pass_down(
        self, fate: Fate, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        passed = 0
        while part := await reader.read(fate.crumbs or 65_536):
            await asyncio.sleep(fate.delay)
            if fate.cut_down is not None and passed + len(part) >= fate.cut_down:
                writer.write(part[: fate.cut_down - passed])
                await writer.drain()
                return
            if fate.stall_down is not None and passed + len(part) >= fate.stall_down:
                writer.write(part[: fate.stall_down - passed])
                await writer.drain()
                await asyncio.sleep(3_600)
            if fate.spoil_down is not None and passed + len(part) > fate.spoil_down:
                good = max(0, fate.spoil_down - passed)
                part = part[:good] + bytes(byte ^ 0x55 for byte in part[good:])
            writer.write(part)
            await writer.drain()
            passed += len(part)
            self.down += len(part)

    async def _close(self, end: asyncio.StreamWriter) -> None:
        end.close()
        with suppress(OSError):
            await end.wait_closed()
        self._ends.discard(end)
