"""`latchkey run` as a process: starts, refuses in one line, ends cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
from pathlib import Path

import pytest

from tests.bot.house import LOCK_ID, OWNER, STRANGER, House
from tests.bot.running import command, latchkey
from tests.patience import until


async def test_sigterm_ends_it_cleanly(quiet_house: House) -> None:
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        assert await bot.terminate() == 0, bot.output
    assert "Traceback" not in bot.output


@pytest.mark.slow
async def test_a_second_signal_does_not_disturb_the_ending(quiet_house: House) -> None:
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        for _ in range(3):
            bot.process.send_signal(signal.SIGTERM)
        bot.process.send_signal(signal.SIGINT)
        assert await bot.ended() == 0, bot.output
    assert "Traceback" not in bot.output
    assert "never awaited" not in bot.output


@pytest.mark.parametrize("pause", [0.0, *(pytest.param(one, marks=pytest.mark.slow) for one in (0.3, 0.9))])
async def test_it_can_be_ended_while_it_starts(quiet_house: House, pause: float) -> None:
    """Seconds after its first word: whatever is half open is closed."""
    del quiet_house.environment["OWNER_ID"]
    async with latchkey(quiet_house, "run") as bot:
        await bot.says("Pairing code")
        await asyncio.sleep(pause)
        assert await bot.terminate() == 0, bot.output
    assert "Traceback" not in bot.output


@pytest.mark.parametrize("moment", ["zoneinfo", "pydantic_core", "telegram.ext", "bot.app"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_can_be_ended_while_it_is_still_importing(
    quiet_house: House, moment: str, number: signal.Signals
) -> None:
    quiet_house.environment["PYTHONPROFILEIMPORTTIME"] = "1"  # a line on stderr as each import is done
    async with latchkey(quiet_house, "run") as bot:
        await bot.says(f" {moment}")
        bot.process.send_signal(number)
        assert await bot.ended() == 0, bot.output
    assert "Traceback" not in bot.output


@pytest.mark.slow
async def test_signals_until_the_last_moment_do_not_change_the_exit_code(quiet_house: House) -> None:
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        while bot.process.returncode is None:
            # Not by the process' own method, which may reap it under asyncio's hands.
            with contextlib.suppress(ProcessLookupError):
                os.kill(bot.process.pid, signal.SIGTERM)
            await asyncio.sleep(0.001)
        assert bot.process.returncode == 0
    assert "Traceback" not in bot.output


@pytest.mark.slow
async def test_it_can_be_ended_while_telegram_is_away(quiet_house: House) -> None:
    await quiet_house.telegram.stop()
    async with latchkey(quiet_house, "run") as bot:
        await bot.says("Telegram does not answer")
        assert await bot.terminate() == 0, bot.output
    assert "Traceback" not in bot.output
    assert "Task was destroyed" not in bot.output


@pytest.mark.slow
async def test_a_second_one_on_the_same_store_names_the_first(quiet_house: House) -> None:
    async with latchkey(quiet_house, "run") as first:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        code, output = await command(quiet_house, "run")
        assert code == 1
        assert str(first.process.pid) in output
        assert len(output.splitlines()) == 1
        first.process.kill()
        await first.ended()
    async with latchkey(quiet_house, "run") as again:
        await quiet_house.say("/status")
        await quiet_house.hears("How I am")
        assert await again.terminate() == 0


async def test_the_pairing_code_makes_an_owner_once(quiet_house: House) -> None:
    del quiet_house.environment["OWNER_ID"]
    async with latchkey(quiet_house, "run") as bot:
        line = await bot.says("Pairing code:")
        found = re.fullmatch(r"Pairing code: ([A-Z2-7]{8}) \(15 min\)", line)
        assert found
        await quiet_house.say(f"/start {found[1]}")
        await quiet_house.hears("I am Latchkey")
        await quiet_house.say(f"/start {found[1]}", user=STRANGER)
        await quiet_house.say("/help")
        await quiet_house.hears("What I do")
        assert quiet_house.from_bot(STRANGER) == []
        code, output = await command(quiet_house, "pair")
        assert code == 1
        assert "owner" in output
        await bot.terminate()


@pytest.mark.slow
async def test_pair_asks_the_running_bot_for_a_new_code(quiet_house: House) -> None:
    del quiet_house.environment["OWNER_ID"]
    async with latchkey(quiet_house, "run") as bot:
        first = (await bot.says("Pairing code:")).split()[2]
        await quiet_house.say("hello")
        code, output = await command(quiet_house, "pair")
        assert code == 0, output
        second = output.split()[2]
        assert second != first
        await quiet_house.say(first)
        await quiet_house.say(second)
        await quiet_house.say("/help")
        await quiet_house.hears("What I do")
        await bot.terminate()


@pytest.mark.slow
async def test_pair_says_until_when_codes_are_refused(quiet_house: House) -> None:
    """Twenty wrong ones in all within an hour; the log tells once, `pair` each time."""
    del quiet_house.environment["OWNER_ID"]
    async with latchkey(quiet_house, "run") as bot:
        await bot.says("Pairing code:")
        for sender in range(5):
            quiet_house.telegram.add_user(7000 + sender, "Mallory")
            for _ in range(5):
                await quiet_house.say("AAAAAAAA", user=7000 + sender)
        warned = await bot.says("wrong pairing codes")
        assert re.search(r"20 wrong pairing codes within an hour: refused until \d\d:\d\d$", warned)
        code, output = await command(quiet_house, "pair")
        assert code == 0
        assert re.search(r"^Pairing code: [A-Z2-7]{8} \(15 min\)$", output, re.MULTILINE)
        assert re.search(r"^latchkey: too many wrong codes .* until \d\d:\d\d$", output, re.MULTILINE)
        await bot.terminate()
    assert bot.output.count("wrong pairing codes") == 1
    code, alone = await command(quiet_house, "pair")
    assert (code, "too many wrong codes" in alone) == (0, True)


@pytest.mark.slow
async def test_owner_hands_over_while_the_bot_runs_and_while_not(quiet_house: House) -> None:
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        code, _ = await command(quiet_house, "owner", str(STRANGER))
        assert code == 0
        await quiet_house.say("/start", user=STRANGER)
        await quiet_house.telegram.wait_for(lambda message: "I am Latchkey" in message.words, STRANGER)
        await bot.terminate()
    code, output = await command(quiet_house, "owner", str(OWNER))
    assert (code, output) == (0, f"Telegram user {OWNER} is the owner now.")
    code, output = await command(quiet_house, "owner", "--reset-pin")
    assert (code, output) == (1, "latchkey: The owner has neither PIN nor one-time codes.")


@pytest.mark.slow
async def test_clips_of_a_killed_bot_are_deleted_by_the_next(quiet_house: House) -> None:
    temporary = quiet_house.folder / "tmp"
    temporary.mkdir()
    quiet_house.environment["TMPDIR"] = str(temporary)
    # So slow that the clip is still being fetched when the bot is killed.
    quiet_house.ring.fail_next("/files/", 503, delay=30)
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        quiet_house.ring.add_recording(1001, b"a clip")
        await until(lambda: any(temporary.glob("latchkey-clips-*/*/the clip")))
        bot.process.kill()
        await bot.ended()
    assert list(temporary.glob("latchkey-clips-*/*/the clip"))
    async with latchkey(quiet_house, "run") as again:
        await quiet_house.say("/status")
        await quiet_house.hears("How I am")
        assert await again.terminate() == 0
    assert list(temporary.glob("latchkey-clips-*")) == []


async def test_a_wrong_bot_token_is_one_line(quiet_house: House) -> None:
    quiet_house.environment["TELEGRAM_BOT_TOKEN"] = "99999999:" + 3 * "-wrong-token"
    code, output = await command(quiet_house, "run")
    assert code == 1
    assert output.splitlines()[-1].startswith("latchkey: TELEGRAM_BOT_TOKEN=***: ")
    assert "wrong-token" not in output
    assert "Traceback" not in output


async def test_all_that_is_wrong_is_told_at_once(quiet_house: House) -> None:
    quiet_house.environment |= {
        "TELEGRAM_BOT_TOKEN": "",
        "POLL_INTERVAL": "often",
        "DB_PATH": "/nowhere/at/all/events.db",
    }
    code, output = await command(quiet_house, "run")
    assert code == 1
    assert [line.split("=")[0] for line in output.splitlines()] == [
        "latchkey: POLL_INTERVAL",
        "latchkey: TELEGRAM_BOT_TOKEN",
        "latchkey: DB_PATH",
    ]


async def test_places_that_cannot_be_used_are_told_before_the_network(quiet_house: House) -> None:
    """All of them, in a line each; Telegram is away, so nothing later would have been told."""
    folder = quiet_house.folder
    await quiet_house.telegram.stop()
    for name in ("a-file", "faces"):
        (folder / name).write_text("a file")
    quiet_house.environment |= {
        "DB_PATH": str(folder / "nowhere" / "events.db"),
        "THUMBNAILS_DIR": "/proc/x",
        "KNOWN_FACES_DIR": str(folder / "faces"),
        "MODELS_DIR": str(folder / "a-file"),
    }
    code, output = await command(quiet_house, "run")
    assert code == 1
    lines = [line.removeprefix("latchkey: ") for line in output.splitlines()]
    assert [line.partition(": ")[0] for line in lines] == [
        f"DB_PATH={str(folder / 'nowhere' / 'events.db')!r}",
        "THUMBNAILS_DIR='/proc/x'",
        f"KNOWN_FACES_DIR={str(folder / 'faces')!r}",
        f"MODELS_DIR={str(folder / 'a-file')!r}",
    ]
    assert "give a path in a folder that exists" in lines[0]
    assert "give a path in a folder that may be written to" in lines[1]
    assert all(line.endswith("give a folder; this is a file") for line in lines[2:])


async def test_a_folder_below_a_file_names_the_file(quiet_house: House) -> None:
    file = quiet_house.folder / "a-file"
    file.write_text("")
    quiet_house.environment["THUMBNAILS_DIR"] = str(file / "thumbnails")
    code, output = await command(quiet_house, "run")
    assert code == 1
    assert output.endswith(f"give a folder; {str(file)!r} is a file")


@pytest.mark.parametrize(
    "content",
    [
        b"not a database at all, but long enough to look like a file" * 100,
        pytest.param(b"\x00" * 4096, marks=pytest.mark.slow),
    ],
)
async def test_an_unreadable_database_is_one_line(quiet_house: House, content: bytes) -> None:
    (quiet_house.folder / "events.db").write_bytes(content)
    code, output = await command(quiet_house, "run")
    assert code == 1
    assert "events.db" in output
    assert "Traceback" not in output
    assert (quiet_house.folder / "events.db").read_bytes() == content


@pytest.mark.slow
async def test_another_program_with_the_same_token_is_said_once(quiet_house: House) -> None:
    await quiet_house.say("/start")
    quiet_house.telegram.fail_next(
        "getUpdates", 409, "Conflict: terminated by other getUpdates request", times=3
    )
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.hears("another program is polling")
        await quiet_house.say("/status")
        await quiet_house.hears("How I am")
        await bot.terminate()
    assert bot.output.count("another program is polling") == 1


@pytest.mark.slow
async def test_a_refused_ring_login_is_said_once_and_mended_by_a_new_one(quiet_house: House) -> None:
    quiet_house.ring.revoke()
    await quiet_house.say("/start")
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.hears("latchkey login")
        (quiet_house.folder / "ring_token.json").write_text(json.dumps(quiet_house.ring.token()))
        await quiet_house.hears("all is well again")
        await bot.terminate()
    assert sum("latchkey login" in line for line in bot.lines) == 1


@pytest.mark.slow
async def test_no_camera_is_said_once(quiet_house: House) -> None:
    quiet_house.ring.devices.clear()
    await quiet_house.say("/start")
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.hears("no doorbell camera")
        await asyncio.sleep(1.5)
        await bot.terminate()
    assert sum("no doorbell camera" in line for line in bot.lines) == 1


@pytest.mark.slow
async def test_without_a_lock_it_says_so(quiet_house: House) -> None:
    for name in ("SWITCHBOT_TOKEN", "SWITCHBOT_SECRET", "SWITCHBOT_LOCK_ID"):
        del quiet_house.environment[name]
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.say("/door")
        await quiet_house.hears("no lock")
        await bot.terminate()


@pytest.mark.slow
async def test_alerts_wait_until_the_preset_owner_presses_start(quiet_house: House, shared: Path) -> None:
    async with latchkey(quiet_house, "run") as bot:
        await bot.says("poorer mode")
        quiet_house.ring.add_recording(1001, shared / "clips" / "lin-manuel-shot.mp4", kind="ding")
        await bot.says("presses Start")
        await quiet_house.say("/start")
        await quiet_house.hears("Front Door", where=lambda message: "photo" in message)
        await bot.terminate()
    assert sum("presses Start" in line for line in bot.lines) == 1


async def test_no_secret_reaches_the_output_at_debug_level(quiet_house: House) -> None:
    quiet_house.environment["LOG_LEVEL"] = "DEBUG"
    quiet_house.ring.expire_tokens()
    async with latchkey(quiet_house, "run") as bot:
        await quiet_house.say("/start")
        await quiet_house.hears("I am Latchkey")
        await quiet_house.say("/door")
        await quiet_house.hears("door is")
        assert await bot.terminate() == 0, bot.output
    tokens = json.loads((quiet_house.folder / "ring_token.json").read_text())
    secrets = [
        quiet_house.telegram.token,
        quiet_house.switchbot.token,
        quiet_house.switchbot.secret,
        tokens["access_token"],
        tokens["refresh_token"],
    ]
    assert len(bot.lines) > 3
    assert [secret for secret in secrets if secret in bot.output] == []
    assert quiet_house.switchbot.locks[LOCK_ID].state == "locked"


@pytest.mark.slow
async def test_nothing_that_is_written_reaches_the_output_at_debug_level(quiet_house: House) -> None:
    quiet_house.environment["LOG_LEVEL"] = "DEBUG"
    del quiet_house.environment["OWNER_ID"]
    async with latchkey(quiet_house, "run") as bot:
        line = await bot.says("Pairing code:")
        code = line.split()[2]
        await quiet_house.say("good morning doorman", user=STRANGER)
        await quiet_house.say(code)
        await quiet_house.hears("I am Latchkey")
        await quiet_house.say("a word between us")
        await quiet_house.hears("I did not understand")
        assert await bot.terminate() == 0, bot.output
    said = "\n".join(one for one in bot.lines if one != line)
    assert [words for words in (code, "doorman", "between us", "did not understand") if words in said] == []
