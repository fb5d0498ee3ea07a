"""A store comes up to date step by step, each whole or not at all, and ends as schema.sql says."""

from __future__ import annotations

import multiprocessing
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import takewhile
from pathlib import Path

import pytest

from pipeline.errors import StoreError
from storage import migration
from storage.file import prepare
from storage.migration import LIVE_SCHEMA, fresh_schema, live_schema, migrate, newest, statements, version_of

SCHEMA = Path(migration.__file__).parent / "schema.sql"
TABLES = {
    *(
        "camera_names",
        "cameras",
        "visits",
        "events",
        "detections",
        "persons",
        "photos",
        "stranger_groups",
        "faces",
    ),
    *("face_refusals", "event_people", "visit_subjects", "activity", "users", "user_cameras", "chats"),
    *("chat_cameras", "pairing_codes", "pairing_tries", "invites", "passes", "snoozes", "settings"),
    *("quiet_hours", "held_back", "invite_cameras", "shown"),
    *("outbox", "inbox", "lock_states", "lock_calls", "duties", "questions", "lock_actions"),
    *("face_decisions", "audit", "metrics", "event_subjects", "history_filters", "audit_names"),
    *("proof_tries", "knocks"),
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "bare.db", isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Migrations of the test's own."""
    monkeypatch.setattr(migration, "_FOLDER", tmp_path)
    migration.migrations.cache_clear()
    yield tmp_path
    migration.migrations.cache_clear()


def test_a_migrated_store_is_what_the_schema_documents(database: sqlite3.Connection) -> None:
    migrate(database)
    assert live_schema(database.execute(LIVE_SCHEMA).fetchall()) == fresh_schema()
    tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables - {"sqlite_sequence"} == TABLES


def test_the_columns_that_others_read(database: sqlite3.Connection) -> None:
    migrate(database)
    for table, names in {
        "events": "id camera_id recorded_at event_type recording_id person_name face_confidence "
        "face_distance unlock_granted door_action thumbnail_path alert_sent created_at",
        "detections": "id event_id label confidence bbox_x1 bbox_y1 bbox_x2 bbox_y2",
        "persons": "id name display_name created_at",
    }.items():
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        assert columns[: len(names.split())] == names.split()


def test_it_is_marked_and_numbered(database: sqlite3.Connection) -> None:
    migrate(database)
    assert version_of(database) == newest() >= 1
    migrate(database)
    assert version_of(database) == newest()


def test_a_step_that_fails_leaves_nothing_of_itself(database: sqlite3.Connection, folder: Path) -> None:
    (folder / "0001_good.sql").write_text("CREATE TABLE a (x);\nINSERT INTO a VALUES (1);")
    (folder / "0002_bad.sql").write_text(
        "CREATE TABLE b (x);\nDELETE FROM a;\nINSERT INTO nowhere VALUES (1);\n"
    )
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(database)
    assert version_of(database) == 1
    assert [row[0] for row in database.execute("SELECT name FROM sqlite_master")] == ["a"]
    assert database.execute("SELECT x FROM a").fetchall() == [(1,)]


def test_only_what_is_missing_is_applied(database: sqlite3.Connection, folder: Path) -> None:
    (folder / "0001_first.sql").write_text("CREATE TABLE a (x);")
    migrate(database)
    database.execute("INSERT INTO a VALUES (7)")
    migration.migrations.cache_clear()
    (folder / "0002_second.sql").write_text("ALTER TABLE a ADD COLUMN y;")
    migrate(database)
    assert database.execute("SELECT x, y FROM a").fetchall() == [(7, None)]
    assert version_of(database) == 2


def test_a_hole_in_the_numbers_is_refused(folder: Path) -> None:
    (folder / "0002_second.sql").write_text("SELECT 1;")
    with pytest.raises(StoreError, match="incomplete"):
        migration.migrations()


def test_messages_keep_their_numbers_when_another_kind_is_added(database: sqlite3.Connection) -> None:
    added = next(number for number, path in migration.migrations() if path.stem.endswith("_face"))
    for number, path in migration.migrations()[: added - 1]:
        migration._apply(database, number, path)
    say = (
        "INSERT INTO outbox (id, chat_id, kind, text, next_attempt_at, created_at)"
        " VALUES (?, 1, 'notice', ?, '', '')"
    )
    for number in (3, 8):
        database.execute(say, (number, f"notice {number}"))
    database.execute("DELETE FROM outbox WHERE id = 8")
    migrate(database)
    assert database.execute("SELECT id, text, revision FROM outbox").fetchall() == [(3, "notice 3", 1)]
    database.execute(say, (None, "the next"))
    assert database.execute("SELECT max(id) FROM outbox").fetchone() == (9,), "not 4 or 8 again"


def test_triggers_are_one_statement() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a\nBEGIN\n SELECT 1;\nEND;"
    script = f"CREATE TABLE a (x); -- why\n{trigger}\nSELECT 2;\n"
    found = [" ".join(one.split()) for one in statements(script)]
    assert [one.split()[0] for one in found] == ["CREATE", "CREATE", "SELECT"]
    with pytest.raises(StoreError, match="middle of a statement"):
        list(statements("CREATE TABLE a (x"))


def test_processes_that_start_at_once_agree(db_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    starters = [spawn.Process(target=prepare, args=(db_path,)) for _ in range(3)]
    for one in starters:
        one.start()
    for one in starters:
        one.join(60)
    assert [one.exitcode for one in starters] == [0, 0, 0]
    assert [path.name for path in db_path.parent.iterdir()] == ["events.db"]


def test_every_table_trigger_and_column_is_explained() -> None:
    lines = SCHEMA.read_text(encoding="utf-8").splitlines()
    for place, line in enumerate(lines):
        if re.match(r"CREATE (TABLE|TRIGGER)", line):
            assert lines[place - 1].startswith("--"), f"{line} says nothing about itself"
    assert unexplained(lines) == []


def unexplained(lines: list[str]) -> list[str]:
    """Columns without a comment behind or below them, but for those that the conventions explain."""
    conventional = re.compile(r"id |camera_id |user_id |person_id |event_id |visit_id |created_|bbox_")
    found, table = [], ""
    for place, line in enumerate(lines):
        if line.startswith("CREATE TABLE"):
            table = line.split()[2]
        column = re.match(r"  ([a-z_0-9]+) (TEXT|INTEGER|REAL|BLOB)\b", line)
        # What is indented further belongs to the column above.
        told = [line, *takewhile(lambda below: below.startswith("    "), lines[place + 1 :])]
        if column and not conventional.match(line.strip()) and not any("--" in one for one in told):
            found.append(f"{table}.{column.group(1)}")
    return found


def test_whose_face_may_open_is_asked_anew(database: sqlite3.Connection) -> None:
    """Before 11 the first photo that counted for opening switched it on, and nobody was asked."""
    for number, path in migration.migrations()[:10]:
        for statement in statements(path.read_text()):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {number}")
    database.execute(
        "INSERT INTO persons (name, display_name, created_at, may_open, may_open_since_at)"
        " VALUES ('Grace', 'Grace', 'x', 1, 'x')"
    )
    columns = "chat_id, kind, text, next_attempt_at, created_at"
    database.execute(f"INSERT INTO outbox ({columns}) VALUES (1, 'notice', 'a', 'x', 'x')")
    migrate(database)
    assert database.execute("SELECT may_open, may_open_since_at FROM persons").fetchall() == [(0, None)]
    assert database.execute("SELECT id, kind, text FROM outbox").fetchall() == [(1, "notice", "a")]


def test_a_store_with_a_household_comes_up_to_date(database: sqlite3.Connection) -> None:
    """From 10 on, with data: nothing but the inbox is lost, and the new triggers guard what was there."""
    for number, path in migration.migrations()[:10]:
        migration._apply(database, number, path)
    database.execute("PRAGMA foreign_keys = ON")
    for sql in BEFORE_THE_LOCK:
        database.execute(sql)
    kept = {table: whole(database, table) for table in ("users", "lock_actions", "passes", "audit", "visits")}
    migrate(database)
    for table, rows in kept.items():
        assert [row | was for row, was in zip(whole(database, table), rows, strict=True)] == whole(
            database, table
        )
    assert [row["message_id"] for row in whole(database, "outbox")] == [77]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("DELETE FROM audit")
    ask = "INSERT INTO questions (kind, asker, chat_id, asked_at, due_at) VALUES ('unlock', 2, 2, '', '')"
    for change in (
        "UPDATE users SET may_unlock = 0 WHERE user_id = 2",
        "UPDATE users SET suspended_at = 'x' WHERE user_id = 2",
        "UPDATE users SET removed_at = 'x' WHERE user_id = 2",
        "INSERT INTO settings (key, value, changed_at) VALUES ('lockdown', 'true', '')",
        "DELETE FROM users WHERE user_id = 2",
    ):
        database.execute(ask)
        database.execute(change)
        assert whole(database, "questions")[-1]["outcome"] == "void", change


BEFORE_THE_LOCK = (
    "INSERT INTO users (user_id, name, role, joined_at)"
    " VALUES (1, 'Sam', 'owner', ''), (2, 'Kim', 'resident', '')",
    "INSERT INTO settings (key, value, changed_at) VALUES ('digest_hour', '18', '')",
    "INSERT INTO passes (id, label, starts_at, ends_at, once, created_by, created_at)"
    " VALUES (4, 'courier', '', '', 1, 2, '')",
    "INSERT INTO cameras (id, name, watched_since_at) VALUES ('c', 'Front', '')",
    "INSERT INTO visits (id, camera_id, started_at, ended_at, created_at) VALUES (5, 'c', '', '', '')",
    "INSERT INTO lock_actions (at, user_id, how, lock_id, wanted) VALUES ('', 2, 'button', 'L', 'unlock')",
    "INSERT INTO outbox (chat_id, kind, visit_id, message_id, next_attempt_at, created_at)"
    " VALUES (1, 'visit', 5, 77, '', '')",
    "INSERT INTO audit (at, action, reasons, previous_mac, mac)"
    " VALUES ('', 'unlock', '[]', zeroblob(32), zeroblob(32))",
)


def whole(database: sqlite3.Connection, table: str) -> list[dict[str, object]]:
    found = database.execute(f"SELECT * FROM {table}")
    return [dict(zip([column[0] for column in found.description], row, strict=True)) for row in found]
