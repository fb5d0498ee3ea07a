"""systemd hears that the bot goes on, and nothing more once it does not."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.health.keepalive import Keepalive
from bot.health.progress import STILL, Progress
from bot.health.pulse import Pulse
from bot.pump import Pump
from tests.bot.house import House
from tests.bot.running import latchkey


class Systemd:
    """Its end of the line: a real datagram socket."""

    def __init__(self, path: Path) -> None:
        self.address = str(path)
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(self.address)
        self._line.setblocking(False)

    def heard(self) -> list[str]:
        """Since this was asked last."""
        lines = []
        with contextlib.suppress(BlockingIOError):
            while True:
                lines += self._line.recv(4096).decode().splitlines()
        return lines

    async def hears(self, line: str, within: float = 30) -> list[str]:
        """All that came before it, and it."""
        lines: list[str] = []
        async with asyncio.timeout(within):
            while not any(one.startswith(line) for one in lines):
                lines += self.heard()
                await asyncio.sleep(0.02)
        return lines

    def close(self) -> None:
        self._line.close()


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Systemd]:
    one = Systemd(tmp_path / "notify")
    monkeypatch.setenv("NOTIFY_SOCKET", one.address)
    monkeypatch.setenv("WATCHDOG_USEC", "100000")
    monkeypatch.delenv("WATCHDOG_PID", raising=False)
    yield one
    one.close()


@pytest.fixture
async def keepalive() -> AsyncIterator[Keepalive]:
    one = Keepalive()
    one.begin(asyncio.get_running_loop())
    yield one
    await one.end()


WELL = "WATCHDOG=1"


async def test_a_start_that_takes_long_is_prolonged_and_then_over(
    systemd: Systemd, keepalive: Keepalive
) -> None:
    assert set(await systemd.hears("EXTEND")) == {"EXTEND_TIMEOUT_USEC=60000000"}
    keepalive.ready(lambda: None, lambda: "history read 2 s ago")
    assert (await systemd.hears(WELL))[-3:] == ["READY=1", WELL, "STATUS=history read 2 s ago"]
    await systemd.hears(WELL)
    keepalive.stopping()
    assert (await systemd.hears("STOPPING"))[-1] == "STOPPING=1"
    await asyncio.sleep(0.15)
    assert systemd.heard() == []


async def test_a_frozen_loop_says_nothing(systemd: Systemd, keepalive: Keepalive) -> None:
    keepalive.ready(lambda: None, str)
    await systemd.hears(WELL)
    systemd.heard()
    time.sleep(0.3)  # noqa: ASYNC251 - the very thing that is to be noticed
    assert systemd.heard() == []
    await systemd.hears(WELL)


async def test_a_bot_that_does_not_do_its_work_says_what_and_is_not_well(
    systemd: Systemd, keepalive: Keepalive, caplog: pytest.LogCaptureFixture
) -> None:
    keepalive.ready(lambda: "telling has ended", str)
    lines = await systemd.hears("STATUS") + await systemd.hears("STATUS")
    assert "STATUS=telling has ended" in lines
    assert WELL not in lines
    assert [one.message for one in caplog.records] == [
        "telling has ended: systemd is told nothing more, so that it starts the bot again"
    ]


async def test_elsewhere_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    one = Keepalive()
    one.begin(asyncio.get_running_loop())
    one.ready(lambda: None, str)
    one.stopping()
    await one.end()


async def test_a_systemd_that_does_not_listen_disturbs_nobody(systemd: Systemd, keepalive: Keepalive) -> None:
    systemd.close()
    keepalive.ready(lambda: None, str)
    await asyncio.sleep(0.1)


async def test_polls_and_pumps_must_go_on() -> None:
    now = [0.0]
    pulse, pump = Pulse(3, lambda: now[0]), Pump("telling")
    progress = Progress(pulse, [pump])
    assert progress.complaint() is None
    now[0] = STILL + 10
    assert progress.complaint() == "no poll has begun for 310 s"
    pulse.beat()
    assert progress.complaint() is None

    hanging = asyncio.Event()

    async def hang() -> float | None:
        hanging.set()
        await asyncio.Event().wait()
        return None

    pump.start(hang)
    await hanging.wait()
    assert progress.complaint() is None
    assert Progress(pulse, [pump], longest_round=0).complaint() == "telling has not come back for 0 s"
    await pump.stop()
    assert progress.complaint() == "telling has ended"


@pytest.mark.slow
async def test_the_service_is_ready_lives_freezes_and_ends(quiet_house: House, systemd: Systemd) -> None:
    quiet_house.environment |= {"NOTIFY_SOCKET": systemd.address, "WATCHDOG_USEC": "1000000"}
    async with latchkey(quiet_house, "run") as bot:
        starting = await systemd.hears("READY=1")
        assert "EXTEND_TIMEOUT_USEC=60000000" in starting
        await systemd.hears("STATUS=history read")
        bot.process.send_signal(signal.SIGSTOP)
        await asyncio.sleep(0.2)
        systemd.heard()
        await asyncio.sleep(1.5)
        assert systemd.heard() == []
        os.kill(bot.process.pid, signal.SIGCONT)
        await systemd.hears(WELL)
        assert await bot.terminate() == 0
        assert "STOPPING=1" in systemd.heard()
    assert "never awaited" not in bot.output
    assert "was destroyed" not in bot.output


async def test_a_start_that_reads_the_store_for_long_prolongs_itself(systemd: Systemd) -> None:
    keepalive = Keepalive()
    with keepalive.blocking():
        await systemd.hears("EXTEND_TIMEOUT_USEC=")
    await keepalive.end()
