"""Every entry of the audit is a sentence, in both languages, and what does not hold is said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot import audit_words
from bot.lengths import MESSAGE_LIMIT, plain_text, visible
from bot.texts import LANGUAGES, speaking
from pipeline.types import LockState
from storage.audit_actions import Action
from storage.audit_chain import Fault, Flaw, Verdict
from storage.audit_log import LogPage, Recorded, Who
from storage.locks import Refusal

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
    ("outcome", "english", "german"),
    [
        ("pin_resident: on", "PIN for residents: on", "PIN für Bewohner: an"),
        ("night_begins: 22", "Night begins: 22:00", "Nacht beginnt: 22:00"),
        ("night_ends: default", "Night ends: default", "Nacht endet: Voreinstellung"),
        ("from 08:00 to 20:30", "08:00 to 20:30", "08:00 bis 20:30"),
        ("also at night", "also at night", "auch nachts"),
        ("of a later version: 3", "of a later version: 3", "of a later version: 3"),
    ],
)
def test_settings_are_called_as_people_see_them(outcome: str, english: str, german: str) -> None:
    one = entry(Action.SETTING, outcome=outcome)
    assert english in plain_text(audit_words.sentence(one))
    with speaking("de"):
        assert german in plain_text(audit_words.sentence(one))


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
        (
            entry(by=None, of=GRACE, how="face", outcome="refused: cooldown"),
            "Grace <3 wanted the door to unlock; refused: somebody had opened shortly before.",
        ),
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
        (entry("code_set", of=SAM), "Sam set a PIN or one-time codes for opening."),
        (entry("code_removed", of=SAM), "Sam removed a PIN or one-time codes for opening."),
        (entry("code_removed", of=GRACE), "Sam removed a PIN or one-time codes for opening. For Grace <3."),
        (entry("pass", outcome="made"), "Sam gave a pass."),
        (entry("pass", outcome="used"), "A pass was used, confirmed by Sam."),
        (
            entry("pass", by=None, outcome="returned"),
            "A pass was given back: nothing was sent to the door.",
        ),
        (entry("pass", outcome="revoked"), "A pass ended before its time: Sam withdrew it."),
        (entry("pass", by=None, outcome="expired"), "A pass expired."),
        (entry("lockdown"), "Sam began a lockdown: nothing opens."),
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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Refusal)
def test_every_refusal_is_said_in_words(reason: Refusal, language: str) -> None:
    with speaking(language):
        said = plain_text(audit_words.sentence(entry(outcome=f"refused: {reason}")))
        code = plain_text(audit_words.sentence(entry(outcome="refused: x"))).replace("x.", f"{reason}.")
    assert said != code or reason is Refusal.LOCKDOWN


def test_reasons_are_said_below_and_cut_on_a_page() -> None:
    reasons = ("for opening: 5 faces within 0.45, live 0.97", "x" * 900)
    whole = audit_words.entry(entry(reasons=reasons), UTC)
    assert "x" * 900 in whole[1]
    cut = audit_words.entry(entry(reasons=reasons), UTC, 200)
    assert visible(cut[1]) <= 200
    assert cut[0] == "<b>12</b> · Wed 25 Feb, 10:30:05: Sam told the door to unlock."


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
