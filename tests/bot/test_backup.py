"""Backups as a person meets them: in the chat, by the commands on the machine, and the list with Keep."""

from __future__ import annotations

import asyncio
import json
import os
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pyrage  # type: ignore[import-untyped]
import pytest

from bot import backups as nights
from bot.archive import Sealed, is_encrypted, sealed_backup, unpacked
from bot.cli import main
from bot.handlers import backup as on_request
from bot.outages import Outage
from bot.owner import Owner
from bot.places import places
from bot.services import SystemClock
from bot.settings import Settings
from pipeline.errors import BackupUnusable, StoreError
from storage.access import Role
from storage.after_restore import Why
from storage.backing_up import verify
from storage.backups import MANIFEST, Backup, Manifest, backups_in, name_of
from storage.passphrase import put
from storage.restoring import restore
from storage.store import Store
from storage.timestamps import to_text
from tests.bot.house import OWNER, House
from tests.bot.running import command, latchkey
from tests.storage.copies import KIM, moments
from tests.storage.makers import FRONT, NOW, join, told

PASSPHRASE = "four words in a row"
BERLIN = ZoneInfo("Europe/Berlin")


def content(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


async def with_kim(one: House) -> None:
    one.telegram.add_user(KIM, "Kim")
    await join(one.services.store, KIM, "Kim", Role.RESIDENT)


def backups_of(settings: Settings, owner: Owner | None = None) -> nights.Backups:
    clock = SystemClock()
    return nights.Backups(settings, clock, Outage("Backup", clock, owner), Outage("Pictures", clock, owner))


async def test_a_folder_that_does_not_answer_is_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on another machine that is away: asked again and again it holds one thread."""
    monkeypatch.setattr(nights, "LONGEST_LOOK", 0.05)
    one = tmp_path / name_of(NOW)
    one.mkdir()
    os.mkfifo(one / MANIFEST)
    threads = set(threading.enumerate())
    made = backups_of(Settings(_env_file=None, backup_dir=tmp_path))
    for _ in range(3):
        with pytest.raises(StoreError, match="does not answer"):
            await made.newest()
    assert len(set(threading.enumerate()) - threads) == 1
    (one / MANIFEST).write_bytes(b"{}")


async def test_what_fails_beside_everything_else_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    made = backups_of(Settings(_env_file=None))

    async def fails() -> None:
        raise RuntimeError("as nobody thought it would")

    made.begin(fails())
    await asyncio.sleep(0.01)
    await made.stop()
    assert "as nobody thought it would" in caplog.text


async def made_at_night(one: House) -> None:
    """As the duty does it when its time has come."""
    (duty,) = await one.services.store.duties.open(nights.DUE)
    await nights.nightly(one.services, duty, False)


async def test_made_at_night_shown_and_after_a_restore_the_owner_decides(quiet_house: House) -> None:
    one = quiet_house
    async with one.awake():
        await one.pair()
        await with_kim(one)
        await one.say("/backup")
        await one.hears("latchkey backup --set-passphrase")
        await one.say("/status")
        await one.hears("No backup yet")
        await made_at_night(one)
        await one.say("/status")
        await one.hears("Last backup")
        settings = one.services.settings
    (made,) = backups_in(settings.backup_folder)
    restore(made, places(settings), settings.backup_folder, datetime.now(UTC), Why.DAMAGED)
    async with one.awake():
        said = await one.hears("My store was damaged")
        assert "is missing" in said.words
        assert "events.db.before-" in said.words
        assert await one.services.store.access.role(KIM) is None
        await one.say("/household")
        await one.hears("suspended since the restore")
        await one.press(said, "Keep Kim")
        await one.hears("Nobody waits")
        assert await one.services.store.access.role(KIM) is Role.RESIDENT


async def test_that_pictures_are_missing_in_it_is_told_once_and_once_when_it_is_over(tmp_path: Path) -> None:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as store:
        await store.access.make_owner(OWNER, "Sam", NOW)
        owner = Owner(store, SystemClock(), lambda: None)
        made = backups_of(Settings(_env_file=None, thumbnails_dir=tmp_path / "thumbnails"), owner)

        async def told(missing: int) -> list[str | None]:
            manifest = Manifest(to_text(NOW), 1, 9, None, 9 - missing, 0, missing, 1)
            await made.tell_of_missing(Backup(tmp_path, manifest))
            due = await store.outbox.due(datetime.now(UTC))
            for row in due:
                await store.outbox.confirm(row.id, row.revision, row.id, None, [], datetime.now(UTC))
            return [row.text for row in due]

        assert await told(0) == []
        (begins,) = await told(2)
        assert begins is not None
        assert "2 pictures" in begins
        assert str(tmp_path / "thumbnails") in begins
        assert await told(3) == [], "that is known"
        (ends,) = await told(0)
        assert ends is not None
        assert "all is well again" in ends


async def with_a_picture_lost(one: House) -> None:
    store = one.services.store
    event = await store.events.get(await told(store))
    assert event is not None
    assert event.thumbnail_path is not None
    store.thumbnails.path(event.thumbnail_path).unlink()


@pytest.mark.slow
async def test_one_that_fails_is_told_once_and_made_again(quiet_house: House) -> None:
    one = quiet_house
    async with one.awake():
        await one.pair()
        folder = one.services.settings.backup_folder
        folder.write_text("a file in the way")
        await made_at_night(one)
        await made_at_night(one)
        await one.hears("cannot be made")
        assert sum("cannot be made" in message.words for message in one.from_bot()) == 1
        (duty,) = await one.services.store.duties.open(nights.DUE)
        assert duty.due_at - one.services.now() <= nights.AGAIN
        folder.unlink()
        await made_at_night(one)
        await one.hears("all is well again")
        await with_a_picture_lost(one)
        await made_at_night(one)
        await one.hears("One picture that an event names")
        await one.say("/status")
        await one.hears("one picture is missing in it")


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    """Of a store with three visits."""
    made = Settings(_env_file=None, db_path=tmp_path / "events.db", thumbnails_dir=tmp_path / "thumbnails")
    made = made.model_copy(update={"known_faces_dir": tmp_path / "known_faces"})
    async with await Store.open(made.db_path, made.thumbnails_dir) as store:
        await store.access.make_owner(OWNER, "Sam", NOW)
        await store.events.poll_floor(FRONT, NOW)
        for number in range(3):
            await told(store, number * 100)
    put(made.passphrase_file, PASSPHRASE)
    return made


@pytest.mark.slow
async def test_what_does_not_fit_goes_without_the_pictures_or_not_at_all(settings: Settings) -> None:
    picture = next(settings.thumbnails_dir.rglob("*.jpg"))
    picture.write_bytes(b"\xff\xd8" + os.urandom(300_000))
    beside = settings.db_path.parent

    def sealed(day: int, most: int) -> Sealed:
        where = (places(settings), settings.backup_folder, moments(day), 7, settings.passphrase_file)
        return sealed_backup(*where, most)

    whole, bare, nothing = sealed(1, 10_000_000), sealed(2, 200_000), sealed(3, 1_000)
    assert (nothing.archive, whole.with_pictures, bare.with_pictures) == (None, True, False)
    assert whole.archive is not None
    assert bare.archive is not None
    for archive, pictures in ((whole.archive, 3), (bare.archive, 0)):
        assert is_encrypted(archive)
        with unpacked(archive, PASSPHRASE, beside) as backup:
            assert verify(backup.path).manifest.pictures == pictures
    with pytest.raises(BackupUnusable, match="another passphrase"):
        unpacked(bare.archive, "five words in a row", beside).__enter__()


@pytest.fixture
def umask() -> Iterator[None]:
    """The commands change that of their process."""
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
async def test_restored_from_the_folder_that_it_was_made_in(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DB_PATH", str(settings.db_path))
    assert main(["backup", "elsewhere"]) == 0
    assert "events 3, pictures 3" in capsys.readouterr().out
    assert main(["restore", "elsewhere", "--yes"]) == 0
    assert "Start with: latchkey run" in capsys.readouterr().out
    Path("letter.txt").write_text("no backup")
    for path in ("letter.txt", "thumbnails"):
        assert main(["restore", path, "--yes"]) == 1
        assert capsys.readouterr().err == f"latchkey: {path} is no backup of Latchkey's, or a damaged one.\n"


@pytest.mark.usefixtures("umask")
async def test_pictures_that_are_not_where_they_should_be_are_said_and_no_folder_is_made(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    monkeypatch.chdir(away)
    monkeypatch.setenv("DB_PATH", str(settings.db_path))
    assert main(["backup", str(tmp_path / "elsewhere"), "--json"]) == 0
    told = capsys.readouterr()
    (note,) = json.loads(told.out)["notes"]
    assert note.startswith("None of the 3 pictures that the store names is in THUMBNAILS_DIR='thumbnails'")
    assert note in told.err
    assert await asyncio.to_thread(main, ["check"]) == 1
    assert list(away.iterdir()) == []


@pytest.mark.usefixtures("umask")
async def test_what_to_do_about_the_records_key_is_said_and_mends_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def ran(*arguments: str) -> tuple[int, str]:
        return await asyncio.to_thread(main, list(arguments)), capsys.readouterr().out

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DB_PATH", str(settings.db_path))
    await ran("backup", "elsewhere")
    key = settings.audit_key.read_text()
    for there, said, code, checked in (
        (None, "They are sealed, and nobody here can check them.", 0, "cannot be checked any more"),
        ("00" * 32, "on a new machine move this one away and restore again", 1, "their key was lost"),
        (key, "now.\n", 0, "holds everything it promises.\n"),
    ):
        settings.audit_key.unlink()
        if there is not None:
            settings.audit_key.touch(0o600)
            settings.audit_key.write_text(there)
        assert said in (await ran("restore", "elsewhere", "--yes"))[1]
        result = await ran("check")
        assert (result[0], checked in result[1]) == (code, True), result
    assert result[1].count("\n") == 1, "with its own key there is nothing more to say"


def test_without_a_command_all_of_them_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    shown = capsys.readouterr()
    assert (shown.out, "restore" in shown.err) == ("", True)


def test_a_passphrase_that_is_soon_guessed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="at least 12 characters"):
        put(tmp_path / "p", "hunter2")


def test_a_night_is_by_the_clock_on_the_wall() -> None:
    def night(now: datetime, dice: float = 0) -> str:
        return f"{nights.next_night(now, BERLIN, lambda: dice).astimezone(BERLIN):%d %H:%M}"

    assert night(datetime(2026, 11, 22, 1, 59, tzinfo=UTC)) == "22 03:00"
    assert night(datetime(2026, 11, 22, 2, 0, tzinfo=UTC), 0.5) == "23 03:30"
    # The night in which there is one hour twice, and the one in which there is none.
    assert night(datetime(2026, 10, 24, 20, 0, tzinfo=UTC)) == "25 03:00"
    assert night(datetime(2026, 3, 28, 20, 0, tzinfo=UTC)) == "29 03:00"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/Athens"])
@pytest.mark.parametrize("evening", ["2026-03-28T18:00", "2026-10-24T18:00"])
@pytest.mark.parametrize("dice", [0, 0.99])
def test_one_a_night_whatever_the_clocks_do(zone: str, evening: str, dice: float) -> None:
    """In Athens the hour in which it is made is the one that is left out, or comes twice."""
    now, made = datetime.fromisoformat(evening).replace(tzinfo=UTC), list[date]()
    for _ in range(3):
        due = nights.next_night(now, ZoneInfo(zone), lambda: dice)
        assert due > now
        made.append(due.astimezone(ZoneInfo(zone)).date())
        now = due + timedelta(seconds=20)
    assert [one.toordinal() - made[0].toordinal() for one in made] == [0, 1, 2]
    assert made[0].day == int(evening[8:10]) + 1


@pytest.mark.slow
async def test_from_the_chat_to_another_machine(
    quiet_house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = quiet_house
    async with one.awake():
        await one.pair()
        await with_kim(one)
        code, output = await command(one, "backup", "--set-passphrase", stdin=f"{PASSPHRASE}\n".encode())
        assert (code, PASSPHRASE in output) == (0, False)
        await one.say("/backup")
        sent = await one.telegram.wait_for(lambda message: "document" in message, OWNER)
        assert "No tokens, keys, PINs or codes." in sent.words
        (call,) = one.telegram.calls_of("sendDocument")
        (upload,) = call.files.values()
        folder = one.services.settings.backup_folder
        (made,) = backups_in(folder)
        monkeypatch.setattr(on_request, "MOST_BYTES", "what nobody foresaw")
        await one.say("/backup")
        await one.hears("Something went wrong here")
    assert not list(folder.glob(".2*")), "the file itself does not stay"
    plain = pyrage.passphrase.decrypt(upload.data, PASSPHRASE)
    key = (one.folder / "audit.key").read_text().strip()
    for secret in (one.telegram.token, one.switchbot.secret, PASSPHRASE, key):
        assert secret.encode() not in plain + content(made.path)
    file = tmp_path / "sent.age"
    file.write_bytes(upload.data)
    for path in (*one.folder.glob("events.db*"), folder):
        path.rename(path.with_name(f"gone-{path.name}"))
    code, output = await command(one, "restore", str(file), "--yes")
    assert code == 0, output
    assert "people 1, faces 0" in output
    async with await Store.open(one.folder / "events.db", one.folder / "thumbnails") as store:
        assert await store.access.role(KIM) is None
        assert await store.access.owner() == OWNER


@pytest.mark.slow
async def test_while_the_bot_runs_there_are_backups_and_no_restore(quiet_house: House) -> None:
    one = quiet_house
    one.settings()
    async with latchkey(one, "run") as bot:
        await one.say("/start")
        await one.hears("I am Latchkey")
        code, output = await command(one, "backup", "--json")
        assert code == 0, output
        made = json.loads(output)
        assert made["same_disk"] is True
        verify(Path(made["path"]))
        code, output = await command(one, "restore", "--yes")
        assert code == 1
        assert f"pid {bot.process.pid}" in output
        assert await bot.terminate() == 0
    code, output = await command(one, "restore")
    assert (code, "say --yes" in output) == (1, True)
    code, output = await command(one, "restore", "--yes", "--json")
    assert code == 0, output
    assert json.loads(output)["owner"] == OWNER
