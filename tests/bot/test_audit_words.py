"""Every entry of the audit is a sentence, in both languages, and what does not hold is said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot import audit_words
from bot.lengths import MESSAGE_LIMIT, plain_text, visible
from bot.texts import LANGUAGES, speaking
from pipeline.types import LockState
from storage.audit_actions import Action
from storage.audit_chain import Fault, Flaw, Verdict
from storage.audit_log import LogPage, Recorded, Who
from storage.passes import Ended

AT = datetime(2026, 2, 25, 10, 30, 5, tzinfo=UTC)
SAM, GRACE, FORGOTTEN = Who("Sam"), Who("Grace <3"), Who(None)


def entry(action: str = "unlock", **changes: Any) -> Recorded:
    plain: dict[str, Any] = {
        "id": 12,
        "at": AT,
        "by": SAM,
        "action": action,
        "how": None,
        "of": None,
        "lock_action_id": None,
        "distance": None,
        "confidence": None,
        "reasons": (),
        "outcome": None,
        "state_before": None,
        "state_after": None,
        "head": "1a2b3c4d",
        "fits": True,
    }
    return Recorded(**(plain | changes))


@pytest.mark.parametrize(
    ("one", "english"),
    [
        (
            entry(how="button", state_before=LockState.LOCKED),
            "Sam told the door to unlock, with a button. It was locked.",
        ),
        (entry("lock", how="command"), "Sam told the door to lock, with a command."),
        (
            entry(by=None, how="face", of=GRACE, distance=0.3125, confidence=0.6875),
            "The door was told to unlock, by a face. For Grace <3. Face distance 0.31, confidence 0.69.",
        ),
        (
            entry(outcome="done", state_before=LockState.LOCKED, state_after=LockState.UNLOCKED),
            "The door was unlocked. Before: locked; after: unlocked.",
        ),
        (
            entry("lock", outcome="not done", state_after=LockState.JAMMED),
            "The door did not lock. Then: jammed.",
        ),
        (entry(outcome="not sent"), "Nothing was sent to the door."),
        (
            entry(outcome="not known", state_after=LockState.UNKNOWN),
            "What the door did is not known. Then: not known.",
        ),
        (entry(outcome="refused: lockdown"), "Sam wanted the door to unlock; refused: lockdown."),
        (entry(outcome="refused: right"), "Sam wanted the door to unlock; refused: without the right to."),
        (entry(outcome="refused: hours"), "Sam wanted the door to unlock; refused: hours."),
        (entry("role", of=GRACE, outcome="resident"), "Sam made Grace <3 a resident."),
        (
            entry("role", by=GRACE, of=GRACE, how="invite", outcome="guest"),
            "Grace <3 is a guest now, by an invite.",
        ),
        (
            entry("role", by=None, of=SAM, how="machine", outcome="owner"),
            "Sam is the owner now, by a command on the machine.",
        ),
        (entry("role", of=GRACE, outcome="removed"), "Sam removed Grace <3 from the household."),
        (
            entry("photo_opens", of=FORGOTTEN, outcome="3"),
            "Sam let a photo of somebody who was forgotten open the door; such photos now: 3.",
        ),
        (entry("lockdown"), "Sam began a lockdown: nothing opens."),
        (entry("code_set", of=SAM), "Sam set a PIN or one-time codes for opening."),
        (entry("code_removed", of=SAM), "Sam removed a PIN or one-time codes for opening."),
        (entry("code_removed", of=GRACE), "Sam removed a PIN or one-time codes for opening. For Grace <3."),
        (entry("pass", of=GRACE, outcome="made"), "Sam made a pass. For Grace <3."),
        (entry("pass", outcome="revoked"), "Sam revoked a pass."),
        (entry("pass", outcome="used"), "Sam used a pass."),
        (entry("pass", by=None, of=GRACE, outcome="used"), "A face used a pass. For Grace <3."),
        (entry("pass", by=None, outcome="expired"), "The time of a pass was over."),
        (entry("teleport", outcome="far"), "Sam: teleport, far."),
    ],
)
def test_what_happened(one: Recorded, english: str) -> None:
    assert plain_text(audit_words.sentence(one)) == english


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", Action)
def test_every_action_is_a_sentence_of_its_own(action: Action, language: str) -> None:
    assert action in audit_words.SENTENCES
    with speaking(language):
        said = plain_text(audit_words.sentence(entry(action, of=GRACE, outcome="resident")))
    assert re.fullmatch(r"\S.*[^.]\.", said)
    assert "  " not in said
    assert "{" not in said


def test_reasons_are_said_below_and_cut_on_a_page() -> None:
    reasons = ("for opening: 5 faces within 0.45, live 0.97", "x" * 900)
    whole = audit_words.entry(entry(reasons=reasons), UTC)
    assert "x" * 900 in whole[1]
    cut = audit_words.entry(entry(reasons=reasons), UTC, 200)
    assert visible(cut[1]) <= 200
    assert cut[0] == "<b>12</b> · Wed 25 Feb, 10:30:05: Sam told the door to unlock."


def test_the_window_of_a_pass_is_told_in_the_time_of_the_house() -> None:
    window = "2026-11-23T09:00:00.000Z to 2026-11-23T12:00:00.000Z"
    kept = ("pass 2", "for whoever rings", window, "once")
    said = "<i>pass 2; for whoever rings; Mon 23 Nov, 10:00 – Mon 23 Nov, 13:00; once{}</i>"
    berlin = ZoneInfo("Europe/Berlin")
    for outcome, ended, more in (
        ("made", (), ""),
        ("revoked", (Ended.REVOKED,), ""),
        ("revoked", (Ended.MAKER,), "; whoever made it may not open any more"),
    ):
        one = entry("pass", outcome=outcome, reasons=(*kept, *map(str, ended)))
        assert audit_words.entry(one, berlin)[1] == said.format(more)


@pytest.mark.parametrize("ended", Ended)
def test_why_a_pass_ended_is_said_in_german_too(ended: Ended) -> None:
    with speaking("de"):
        (_, *why) = audit_words.entry(entry("pass", outcome="revoked", reasons=(str(ended),)), UTC)
    assert str(ended) not in "".join(why)


def test_what_was_changed_is_marked() -> None:
    assert "Not what was written" in audit_words.entry(entry(fits=False), UTC)[0]
    assert "Not what was written" not in audit_words.entry(entry(fits=None), UTC)[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("flaw", Flaw)
def test_every_fault_is_said_with_its_place(flaw: Flaw, language: str) -> None:
    with speaking(language):
        said = audit_words.fault(Fault(flaw, 17, 17))
    assert said.startswith("⚠️")
    assert "17" in said
    assert "17" in str(Fault(flaw, 17, 17))


def test_the_verdict() -> None:
    assert audit_words.verdict(None)[0].startswith("⚠️")
    whole, head = audit_words.verdict(Verdict(3, "1a2b3c4d", ()))
    assert whole == "✅ All 3 entries are as they were written."
    assert "1a2b3c4d" in head
    broken = audit_words.verdict(Verdict(3, "1a2b3c4d", (Fault(Flaw.BROKEN, 2), Fault(Flaw.CHANGED, 3))))
    assert [line[:2] for line in broken[:2]] == ["⚠️", "⚠️"]
    assert not [line for line in broken if "✅" in line]
    assert audit_words.page_verdict(LogPage((entry(),), True, True))[0].startswith("✅")
    for fits in (False, None):
        page = LogPage((entry(), entry(fits=fits)), True, True)
        assert audit_words.page_verdict(page)[0].startswith("⚠️")


def test_the_longest_page_fits_into_a_message() -> None:
    long = Who("&" * 200)
    worst = entry(
        by=long,
        of=long,
        how="button",
        distance=0.1,
        confidence=0.9,
        state_before=LockState.UNKNOWN,
        reasons=("<" * 500,),
        fits=False,
    )
    page = LogPage(tuple(replace(worst, id=number) for number in range(1, 9)), True, True)
    text = audit_words.page(page, audit_words.verdict(None), UTC)
    assert visible(text) <= MESSAGE_LIMIT
    assert "<b>8</b>" in text, "the last one is on it"
    keyboard = audit_words.keyboard(page)
    assert keyboard is not None
    assert [one.callback_data for one in keyboard.inline_keyboard[0]] == ["auditnewer:1", "auditolder:8"]
