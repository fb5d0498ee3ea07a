"""The questions that are asked all day go by an index, however long the history is."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import (
    activity,
    announcements,
    audit_log,
    burst,
    cameras,
    doubt,
    duties,
    earlier_pictures,
    events,
    evidence,
    face_openings,
    filters,
    grants,
    history,
    inbox,
    late_news,
    lock_watch,
    locks,
    naming,
    orphans,
    outbox,
    pages,
    passes,
    questions,
    queue,
    reminders,
    retention,
    shown,
    silence,
    snoozes,
    stranger_groups,
    strangers,
    summaries,
    visits,
)
from storage.file import prepare


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = Path(tmp_path_factory.mktemp("plans")) / "events.db"
    prepare(path)
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def plan(database: sqlite3.Connection, sql: str) -> str:
    """The plan does not depend on the values, but there must be enough of them."""
    numbered = [int(number) for number in re.findall(r"\?(\d)", sql)]
    named = dict.fromkeys(re.findall(r"(?<!\w):([a-z_]+)", sql))
    values = named or [None] * max(numbered, default=sql.count("?"))
    return "\n".join(row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {sql}", values))


PAGES = {
    f"a page, older={older}, {name}": (pages.keys_query(older, **given), index)
    for older in (True, False)
    for name, given, index in (
        ("of everything", {}, "events_worth_telling"),
        ("with the quiet ones", {"include_quiet": True}, "events_by_time"),
        ("of a camera", {"camera": True}, "events_worth_telling_by_camera"),
        ("of a subject", {"subject": True, "camera": True}, "PRIMARY KEY (subject=? AND camera_id=?"),
    )
}

QUESTIONS = {
    **PAGES,
    "older entries of the audit": (audit_log.OLDER, "INTEGER PRIMARY KEY (rowid<?)"),
    "newer entries of the audit": (audit_log.NEWER, "INTEGER PRIMARY KEY (rowid>?)"),
    "where a poll starts": (events.FLOOR, "events_by_camera"),
    "whether a recording is known": (events.KNOWN, "(camera_id=? AND recording_id=?)"),
    "what is to be analysed": (queue.DUE, "events_waiting"),
    "when something is to be analysed": (queue.NEXT_DUE, "events_waiting"),
    "how much could be analysed now": (queue.CROWD, "events_waiting"),
    "what is too much to be analysed": (queue.BEYOND, "events_waiting"),
    "which visit an event joins": (visits.NEAR, "visits_by_end"),
    "the cameras of a subject": (pages.CAMERAS_OF_SUBJECT, "PRIMARY KEY (subject=? AND camera_id>?)"),
    "a page of what was held back": (pages.held_query(True), "held_back_by_chat (chat_id=? AND said_at=?)"),
    "the events of a page": (history.BY_ID, "INTEGER PRIMARY KEY (rowid=?)"),
    "whether a filter is there": (filters.SAME, "history_filters_by_content"),
    "the events of a visit": (history.EVENTS_OF_VISIT, "events_by_visit"),
    "the last picture of a camera": (cameras.LAST_FRAME, "events_by_camera"),
    "what a camera showed before": (earlier_pictures.EARLIER, "events_by_camera"),
    "the faces of a visit": (history.FACES, "faces_by_event"),
    "whose picture is old": (retention.OLDEST, "events_with_pictures (starred=? AND recorded_at<?)"),
    "whose crops are old": (retention.OLDEST_CROPS, "faces_with_crops"),
    "whose pictures go first": (retention.BY_AGE, "events_with_pictures (starred=?)"),
    "which pictures are named": (orphans.NAMED, "events_with_pictures"),
    "strangers' faces": (strangers.UNNAMED, "faces_of_strangers"),
    "strangers like somebody": (strangers.LIKE, "faces_of_strangers"),
    "strangers' faces that expire": (strangers.EXPIRED, "faces_of_strangers"),
    "strangers who come back": (stranger_groups.RANKED, "faces_by_group"),
    "a stranger's visits": (stranger_groups.MEMBERS, "faces_by_group"),
    "whose a face is not": (naming.REFUSED, "events_by_visit"),
    "what a message shows": (shown.OF_MESSAGE, "PRIMARY KEY (chat_id=? AND message_id=?)"),
    "what somebody is saying": (questions.OPEN_TALK, "questions_open"),
    "the lock actions of a visit": (locks.ACTIONS_OF_VISIT, "lock_actions_by_event"),
    "the last lock action": (locks.LAST_ACTION, "lock_actions_by_lock"),
    "what a crash left": (locks.UNRESOLVED, "lock_actions_unresolved"),
    "since when the lock is so": (lock_watch.STANDING, "PRIMARY KEY (lock_id=?)"),
    "whether somebody was reminded": (lock_watch.REMINDED, "outbox_by_subject"),
    "who was reminded": (reminders.CHATS, "outbox_by_subject"),
    "which questions are open": (questions.CONFIRMATIONS, "questions_open"),
    "what was said long ago": (inbox.SWEEP, "inbox_by_age"),
    "what a run before left": (inbox.OPEN, "inbox_open"),
    "what is done already": (inbox.DONE_OF, "PRIMARY KEY"),
    "who has a pass": (grants.PASSES, "passes_open"),
    "when the lock was opened last": (grants.LAST_OPENED, "lock_actions_by_lock"),
    "how often a face has opened": (grants.OPENED_TODAY, "lock_actions_by_face"),
    "whether a face has opened in this visit": (face_openings.OPENED_FOR_VISIT, "face_once_a_visit"),
    "what was decided about faces of a visit": (history.FACE_DECISIONS, "events_by_visit"),
    "how faces did in a while": (summaries.FACES, "face_decisions_by_time"),
    "the head of the record for an opening": (locks.HEAD_OF_ACTION, "audit_by_action"),
    "whom a pass lets in": (passes.OPEN, "passes_open"),
    "what was done by a pass": (passes.LAST_USE, "lock_actions_by_pass"),
    "which messages asked for it": (passes.ASKED, "outbox_let_in"),
    "who is silent": (grants.SNOOZED, "snoozes_open"),
    "what a message would tell": (silence.NEWS, "events_by_visit"),
    "who is on it": (silence.PEOPLE, "events_by_visit"),
    "whether the lock was moved for it": (silence.LOCK_MOVED, "lock_actions_by_event"),
    "what silences a chat": (silence.SNOOZES, "snoozes_open"),
    "what was held back": (silence.UNSAID, "held_back_by_chat"),
    "who waits to be told of it": (silence.WAITING, "held_back_by_chat"),
    "why it was held back": (silence.WHY, "PRIMARY KEY (event_id=? AND chat_id=?)"),
    "what is snoozed": (snoozes.OPEN, "snoozes_open"),
    "what is to be done": (duties.DUE, "duties_due"),
    "when something is to be done": (duties.NEXT_DUE, "duties_due"),
    "what is to be sent": (outbox.DUE, "outbox_behind"),
    "what is told late": (late_news.LATE, "outbox_pending"),
    "whether a catch-up goes on": (late_news.CATCHING_UP, "events_catching_up"),
    "the summary before": (late_news.LATEST, "outbox_summaries"),
    "what a summary tells": (late_news.TOLD, "outbox_by_summary"),
    "which summaries tell a visit": (announcements.SUMMARIES, "outbox_by_visit"),
    "which message may have a copy": (doubt.COPIED, "outbox_by_visit"),
    "whether a pressed message is known": (doubt.KNOWN, "outbox_by_message"),
    "when something is to be sent": (outbox.NEXT_DUE, "outbox_behind"),
    "what was told a moment ago": (burst.CROWDED, "visits_by_end"),
    "whose buttons are over": (burst.OVER, "visits_by_end"),
    "what the detector saw": (evidence.SEEN, "detections_by_event"),
    "what the faces said": (evidence.LOOKED, "faces_by_event"),
    "what became of the messages": (evidence.DELIVERIES, "outbox_by_visit"),
    "what waits in a chat": (outbox.PENDING, "outbox_pending"),
    "whether an outage is open": (outbox.OPEN_OUTAGE, "outbox_by_subject"),
    "which row a message shows": (outbox.BY_MESSAGE, "outbox_by_message"),
    "the heatmap": (activity.COUNTS, "PRIMARY KEY (subject=? AND camera_id=? AND day>? AND day<?)"),
    "visits by camera": (activity.BY_CAMERA, "PRIMARY KEY (subject=? AND camera_id=? AND day>? AND day<?)"),
    "visits by person": (activity.BY_PERSON, "PRIMARY KEY (subject=? AND camera_id=? AND day>? AND day<?)"),
    "everything that visits count as": (activity.SUBJECTS, "PRIMARY KEY (subject>?)"),
    "the first event": (activity.FIRST_EVENT, "events_by_time"),
    "what is to be done of a kind": (duties.OF_KIND, "duties_once"),
}

GROWING = (
    "events",
    "event_subjects",
    "visits",
    "detections",
    "faces",
    "event_people",
    "outbox",
    "activity",
    "lock_actions",
    "held_back",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_by_an_index(database: sqlite3.Connection, question: str) -> None:
    sql, index = QUESTIONS[question]
    steps = plan(database, sql)
    assert index in steps
    for table in GROWING:
        for line in steps.splitlines():
            scanned = line.startswith(f"SCAN {table}")
            assert not scanned or "USING INDEX" in line or "USING COVERING INDEX" in line, steps


@pytest.mark.parametrize("question", PAGES)
def test_a_page_is_walked_within_its_index_and_never_sorted(
    database: sqlite3.Connection, question: str
) -> None:
    steps = plan(database, QUESTIONS[question][0])
    assert "TEMP B-TREE" not in steps
    assert "SEARCH" in steps
    assert "recorded_at>? AND recorded_at<?" in steps or "(recorded_at,event_id)<(?,?)" in steps


@pytest.mark.parametrize(
    "table", ["events", "visits", "persons", "users", "chats", "stranger_groups", "faces"]
)
def test_what_points_to_a_row_is_found_when_it_goes(database: sqlite3.Connection, table: str) -> None:
    """SQLite looks for children at every DELETE; without an index each one reads a whole table."""
    for (child,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for key in database.execute(f"PRAGMA foreign_key_list({child})").fetchall():
            if key[2] == table:
                steps = plan(database, f"SELECT 1 FROM {child} WHERE {key[3]} = 1")
                assert "USING" in steps, f"{child}.{key[3]}"
