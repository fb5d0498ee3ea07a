"""`latchkey run` and whatever else reads a secret refuse files that others may read, with the command."""

from __future__ import annotations

import stat

import pytest

from tests.bot.house import House
from tests.bot.running import command, latchkey

OPEN = 0o644


@pytest.fixture
async def lived_in(quiet_house: House) -> House:
    """The bot has run: everything is there."""
    quiet_house.settings()
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        assert await bot.terminate() == 0
    return quiet_house


async def test_what_it_makes_is_private_and_what_is_not_is_refused(lived_in: House) -> None:
    folder = lived_in.folder
    made = {path: stat.S_IMODE(path.stat().st_mode) for path in sorted(folder.rglob("*"))}
    assert {path for path, mode in made.items() if mode & 0o077} == set(), "nothing is for others"
    for name in (".env", "ring_token.json", "audit.key", "events.db"):
        (folder / name).chmod(OPEN)
    (folder / "known_faces" / "Grace").mkdir(mode=0o755)
    (folder / "known_faces").chmod(0o755)
    for name in list(lived_in.environment):
        if name.startswith(("TELEGRAM_BOT", "SWITCHBOT_S")):
            del lived_in.environment[name]  # it stands in .env alone
    code, output = await command(lived_in, "run")
    assert code == 1
    assert "KNOWN_FACES_DIR: 2 files and folders were open to others" in output
    assert "TELEGRAM_BOT_TOKEN" not in output, "it is given"
    for name in (".env", "ring_token.json", "audit.key", "events.db"):
        assert f"others on this machine may read it: chmod 600 {folder / name}" in output
    assert "Traceback" not in output


@pytest.mark.slow
async def test_so_does_every_command_that_reads_it(lived_in: House) -> None:
    house, folder = lived_in, lived_in.folder
    readers = {
        ".env": (("devices",), ("stats",)),
        "ring_token.json": (("devices",),),
        "audit.key": (("owner", "77"), ("check",)),
        "events.db": (("stats",), ("check",)),
    }
    for name, commands in readers.items():
        (folder / name).chmod(0o640)
        for arguments in commands:
            code, output = await command(house, *arguments)
            assert (code, f"chmod 600 {folder / name}" in output) == (1, True), (name, arguments, output)
        (folder / name).chmod(0o600)
    assert (await command(house, "check"))[0] == 0
