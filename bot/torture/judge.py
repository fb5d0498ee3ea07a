"""The verdict over a storm: each invariant one finding with its numbers. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.callbacks import ForeignPress, parse
from bot.torture.evidence import UNANSWERED, Call, Evidence, Stored

RECORD_SECONDS = 3.0
"""A kill so soon after a delivery may have come before its record; later it cannot have."""
QUESTION_SECONDS = 32.0
"""A confirmation opens within the question's 30 seconds, and not after a restart later than that."""
OF_A_VISIT = "quiet"
"""The verb of the button that stands under every visit's message while it goes on; the visit follows."""
DIGEST = "Your door, "
"""Begins the title of the weekly digest."""
REPLIES = ("sendMessage", "sendPhoto")
"""Somebody rang, or a stranger came: heard beside the visit's own message, and without a button."""
REQUEST_SECONDS = 0.5
"""What had left the bot when it was killed may still arrive; its next life sends nothing so soon."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`broken`: one line for each thing that is wrong."""

    name: str
    numbers: str
    broken: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.broken


def verdict(evidence: Evidence) -> list[Finding]:
    judges: tuple[Callable[[Evidence], Finding], ...] = (
        settled, stored_once, visits_told, doubles, records, openings, checked, integrity, ended,
    )  # fmt: skip
    return [judge(evidence) for judge in judges]


def settled(evidence: Evidence) -> Finding:
    kinds = Counter(call.fault for call in evidence.calls if call.fault)
    told = ", ".join(f"{kind} {100 * count / len(evidence.calls):.0f} %" for kind, count in kinds.items())
    edits = sum(row.waits for row in evidence.outbox)
    numbers = (
        f"{len(evidence.calls)} calls of Telegram ({told or 'all well'}), {len(evidence.kills)} kills, "
        f"{evidence.workers_killed} workers killed; {edits} edits were still to be made"
    )
    return Finding("everything came to rest", numbers, _one(evidence.unsettled))


def stored_once(evidence: Evidence) -> Finding:
    """Every recording is one event, and there is no other."""
    stored = Counter((one.camera_id, one.recording_id) for one in evidence.events)
    wanted = Counter((one.camera_id, one.recording_id) for one in evidence.happened)
    missing, extra = wanted - stored, stored - wanted
    broken = [f"recording {one} of camera {camera} is not in the store" for camera, one in missing]
    broken += [f"recording {one} of camera {camera} is there too often" for camera, one in extra]
    waiting = [one.id for one in evidence.events if one.state == "seen"]
    broken += [f"event {number} was never looked at" for number in waiting]
    failed = sum(one.state == "failed" for one in evidence.events)
    numbers = f"{len(wanted)} recordings, {len(stored)} events, {failed} that could not be analysed"
    return Finding("every event is in the store once", numbers, tuple(broken))


def visits_told(evidence: Evidence) -> Finding:
    """Every visit with a person or a ring stands in every chat that listens."""
    told = _told(evidence)
    by_recording = {(one.camera_id, one.recording_id): one for one in evidence.events}
    owed: dict[int, list[Stored]] = defaultdict(list)
    for one in evidence.happened:
        event = by_recording.get((one.camera_id, one.recording_id))
        if (one.person or one.ding) and event is not None and event.visit_id is not None:
            owed[event.visit_id].append(event)
    broken, held = [], 0
    for visit, events in sorted(owed.items()):
        for chat in evidence.chats:
            if (chat, visit) in told:
                continue
            if all((event.id, chat) in evidence.held for event in events):
                held += 1
                continue
            ids = ", ".join(str(event.id) for event in events)
            broken.append(f"visit {visit} (events {ids}) was not told in chat {chat}")
    numbers = (
        f"{len(owed)} visits in {len(evidence.chats)} chats, {held} of them held back by a snooze and said so"
    )
    return Finding("every person visit was told", numbers, tuple(broken))


def doubles(evidence: Evidence) -> Finding:
    """A copy is excused by a lost answer to the one before, or by a kill before that was on record.

    What somebody asked for once more is none.
    """
    copies: dict[tuple[object, ...], list[Call]] = defaultdict(list)
    for call in _delivered(evidence):
        for key in _tells(call):
            copies[key].append(call)
    interrupted = _interrupted(evidence)
    unanswered = killed = 0
    broken = []
    for key, calls in copies.items():
        for first, second in pairwise(calls):
            if first.fault == UNANSWERED:
                unanswered += 1
            elif first.number in interrupted:
                killed += 1
            elif not _asked_between(evidence, first, second):
                broken.append(f"{_named(key)} again: calls {first.number} and {second.number}")
    lost = sum(call.fault == UNANSWERED for call in _delivered(evidence))
    numbers = (
        f"{unanswered} after {lost} lost answers, {killed} after {len(interrupted)} deliveries with a kill "
        f"right behind them, {len(broken)} others"
    )
    return Finding("doubles are only those nobody can avoid", numbers, tuple(broken))


def records(evidence: Evidence) -> Finding:
    """What the store calls told is in the chat, and every event that is to be told is marked as told."""
    delivered = {(call.chat_id, call.message_id) for call in _delivered(evidence)}
    rows = [row for row in evidence.outbox if row.state == "told" and row.chat_id in evidence.chats]
    broken = [
        f"outbox row {row.id} says message {row.message_id} of chat {row.chat_id}, which Telegram never took"
        for row in rows
        if row.message_id is not None and (row.chat_id, row.message_id) not in delivered
    ]
    unmarked = [
        one
        for one in evidence.events
        if one.alert
        and not one.alert_sent
        and any((one.id, chat) not in evidence.held for chat in evidence.chats)
    ]
    broken += [f"event {one.id} is to be told and not marked as told" for one in unmarked]
    return Finding("what the store calls told was delivered", f"{len(rows)} outbox rows told", tuple(broken))


def openings(evidence: Evidence) -> Finding:
    """Each command to open has a confirmation of its own before it."""
    free = sorted(evidence.confirmed)
    broken = []
    for at in sorted(evidence.opened):
        fitting = [press for press in free if press <= at <= press + QUESTION_SECONDS]
        if fitting:
            free.remove(fitting[0])
        else:
            broken.append(f"the command to open at {at:.3f} has no confirmation")
    numbers = f"{len(evidence.opened)} openings, {len(evidence.confirmed)} confirmations pressed"
    return Finding("no opening without its confirmation", numbers, tuple(broken))


def checked(evidence: Evidence) -> Finding:
    return Finding("latchkey check", f"{len(evidence.damage)} invariants broken", evidence.damage)


def integrity(evidence: Evidence) -> Finding:
    broken = () if evidence.integrity == "ok" else (evidence.integrity,)
    return Finding("PRAGMA integrity_check", evidence.integrity.splitlines()[0], broken)


def ended(evidence: Evidence) -> Finding:
    broken = () if evidence.exit_code == 0 else (f"asked to end, it left with {evidence.exit_code}",)
    return Finding("the last life ended in order", f"exit code {evidence.exit_code}", broken)


def digested(evidence: Evidence) -> Finding:
    """Of a week: its digest came once."""
    came = Counter(call.chat_id for call in _delivered(evidence) if DIGEST in call.words)
    numbers = ", ".join(f"{came[chat]} in chat {chat}" for chat in evidence.chats)
    wrong = [f"{came[chat]} digests in chat {chat}" for chat in evidence.chats if came[chat] != 1]
    return Finding("the week's digest came once", numbers, tuple(wrong))


def _delivered(evidence: Evidence) -> Iterator[Call]:
    return (call for call in evidence.calls if call.delivered)


def _asked_between(evidence: Evidence, first: Call, second: Call) -> bool:
    return any(
        (one.chat_id, one.message_id) == (second.chat_id, second.reply_to) and first.at < one.at <= second.at
        for one in evidence.asked
    )


def _told(evidence: Evidence) -> set[tuple[int, int]]:
    """(chat, visit): by the buttons of what was delivered, or by the store's word for a delivered message.

    The second is needed for what is told late: its buttons are gone, and a summary tells of many.
    """
    messages = set()
    told = set()
    for call in _delivered(evidence):
        messages.add((call.chat_id, call.message_id))
        told |= {(call.chat_id, visit) for visit in _visits(call)}
    by_id = {row.id: row for row in evidence.outbox}
    for row in evidence.outbox:
        teller = row if row.told_by is None else by_id.get(row.told_by, row)
        if row.visit_id is not None and teller.message_id and (row.chat_id, teller.message_id) in messages:
            told.add((row.chat_id, row.visit_id))
    return told


def _visits(call: Call) -> set[int]:
    """The visits whose own message this is."""
    visits = set()
    for _, data in call.buttons:
        press = parse(data)
        if press.verb == OF_A_VISIT:
            try:
                visits.add(press.number())
            except ForeignPress:
                continue
    return visits


def _tells(call: Call) -> Iterator[tuple[object, ...]]:
    """What must be told once: a visit's own message, and each reply to it."""
    if call.reply_to is not None and call.method in REPLIES and not call.buttons:
        yield ("reply", call.chat_id, call.reply_to, call.words)
        return
    for visit in _visits(call):
        yield ("visit", call.chat_id, visit)


def _interrupted(evidence: Evidence) -> set[int]:
    """Numbers of deliveries that were the last of their chat when the bot was killed, a moment before."""
    last: set[int] = set()
    for kill in evidence.kills:
        latest: dict[int, Call] = {}
        for call in _delivered(evidence):
            if kill - RECORD_SECONDS <= (call.answered_at or call.at) and call.at <= kill + REQUEST_SECONDS:
                latest[call.chat_id] = call
        last |= {call.number for call in latest.values()}
    return last


def _named(key: Iterable[object]) -> str:
    return " ".join(str(part) for part in key)


def _one(text: str | None) -> tuple[str, ...]:
    return () if text is None else (text,)
