"""The audit in words: a sentence an entry, and whether the chain holds. Pure; HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, tzinfo

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import audit_setting_words
from bot.callbacks import button
from bot.decimals import decimal
from bot.lengths import DETAIL_LIMIT, MESSAGE_LIMIT, cut, fit, short
from bot.reason_words import reason
from bot.texts import plain, say
from bot.times import dated
from pipeline.types import LockState
from storage.audit import SEALED
from storage.audit_actions import REMOVED, Action
from storage.audit_chain import Fault, Flaw, Verdict
from storage.audit_log import LogPage, Recorded, Who

OLDER, NEWER = "auditolder", "auditnewer"
"""Verbs of the buttons; their argument is an entry's number."""

REFUSED = "refused: "


def page(page: LogPage, verdict: Sequence[Markup], zone: tzinfo) -> str:
    lines = [say("audit-title"), *verdict]
    for one in page.entries:
        lines += [Markup(""), *entry(one, zone, DETAIL_LIMIT)]
    return fit(lines, [], MESSAGE_LIMIT)


def keyboard(page: LogPage) -> InlineKeyboardMarkup | None:
    row: list[InlineKeyboardButton] = []
    if page.newer and page.entries:
        row.append(button(plain("button-newer"), NEWER, page.entries[0].id))
    if page.older and page.entries:
        row.append(button(plain("button-older"), OLDER, page.entries[-1].id))
    return InlineKeyboardMarkup([row]) if row else None


def verdict(found: Verdict | None) -> list[Markup]:
    """Of all of it; None: its key is gone."""
    if found is None:
        return [say("audit-no-key")]
    sealed = [say("audit-sealed", entry=str(found.sealed))] if found.sealed else []
    head = [say("audit-head", head=found.head)] if found.head else []
    if not found.whole:
        return [*map(fault, found.faults), *sealed, *head]
    if found.sealed:
        span = {"first": str(found.sealed + 1), "last": str(found.entries)}
        return [say("audit-whole-since", **span), *sealed, *head]
    return [say("audit-whole", count=found.entries), *head]


def page_verdict(page: LogPage) -> list[Markup]:
    """Of what a page shows alone: an older one is not the place to read everything again."""
    if all(one.fits for one in page.entries):
        return [say("audit-page-fits")]
    return [say("audit-page-unsure")]


def fault(found: Fault) -> Markup:
    match found.flaw:
        case Flaw.BROKEN:
            return say("audit-fault-broken", entry=str(found.entry))
        case Flaw.CUT:
            return say("audit-fault-cut", entry=str(found.entry), entries=str(found.entries))
        case Flaw.KEY_LOST:
            return say("audit-fault-key-lost", entry=str(found.entry))
        case Flaw.UNSEALED:
            return say("audit-fault-unsealed", entry=str(found.entry))
        case Flaw.CHANGED:
            return say("audit-fault-changed", entry=str(found.entry))
        case Flaw.OTHER_KEY:
            return say("audit-fault-other-key", entries=str(found.entries))


def found(entries: Sequence[Recorded], digits: str, zone: tzinfo) -> str:
    """Whether a head that was shown is in the chain."""
    if not entries:
        return say("audit-head-missing", head=digits)
    lines = [say("audit-head-found", head=digits), Markup("")]
    return fit([*lines, *(line for one in entries for line in entry(one, zone))], [], MESSAGE_LIMIT)


def entry(one: Recorded, zone: tzinfo, reasons_limit: int = MESSAGE_LIMIT // 2) -> list[Markup]:
    """A sentence, and below it why, where reasons were given; they are cut to so many units."""
    said = say("audit-entry", number=str(one.id), when=when(one.at, zone), said=sentence(one))
    if one.fits is False:
        said = Markup(" ").join([said, say("audit-entry-changed")])
    why = Markup("; ").join(told for text in one.reasons if (told := reason(text)))
    if not why:
        return [said]
    # Cut before it is escaped: what is longer is shown without markup of its own.
    return [said, say("audit-why", reasons=cut(why.unescape(), reasons_limit))]


def when(at: datetime, zone: tzinfo) -> str:
    return f"{dated(at, zone)}:{at.astimezone(zone):%S}"


def sentence(one: Recorded) -> Markup:
    return SENTENCES.get(one.action, _other)(one)


def who(person: Who | None) -> Markup:
    if person is None:
        return say("audit-nobody")
    return say("audit-forgotten") if person.name is None else Markup(short(person.name))


def _lock(one: Recorded) -> Markup:
    wanted = one.action
    if one.outcome is not None and one.outcome.startswith(REFUSED):
        why = one.outcome.removeprefix(REFUSED)
        # Of a face nobody asked: it is about whose face it is.
        whose = one.of if one.by is None and one.of is not None else one.by
        return say("audit-refused", who=who(whose), wanted=wanted, reason=why)
    if one.outcome is not None and one.how == "face" and one.lock_action_id is None:
        told = say("audit-face-decision", who=who(one.of), outcome=one.outcome)
        return Markup(" ").join([told, *_face(one)])
    if one.outcome is not None:
        outcome = say("audit-outcome", wanted=wanted, outcome=one.outcome.replace(" ", "-"))
        return Markup(" ").join([outcome, *_states(one)])
    asked = say("audit-asked", who=who(one.by), wanted=wanted, how=one.how or "")
    if one.by is None:
        asked = say("audit-asked-by-itself", wanted=wanted, how=one.how or "")
    return Markup(" ").join([asked, *_for(one), *_face(one), *_states(one)])


def _for(one: Recorded) -> Iterator[Markup]:
    if one.of is not None:
        yield say("audit-for", who=who(one.of))


def _face(one: Recorded) -> Iterator[Markup]:
    if one.distance is not None and one.confidence is not None:
        yield say("audit-face", distance=decimal(one.distance, 2), confidence=decimal(one.confidence, 2))


def _states(one: Recorded) -> Iterator[Markup]:
    if one.state_before is not None and one.state_after is not None:
        yield say("audit-states", before=_state(one.state_before), after=_state(one.state_after))
    elif one.state_before is not None:
        yield say("audit-before", state=_state(one.state_before))
    elif one.state_after is not None:
        yield say("audit-after", state=_state(one.state_after))


def _state(state: LockState) -> Markup:
    return say("audit-state", state=state.value)


def _role(one: Recorded) -> Markup:
    role = one.outcome or ""
    if role == REMOVED:
        return say("audit-removed", by=who(one.by), who=who(one.of))
    if one.by is not None and one.how is None:
        return say("audit-role-given", by=who(one.by), who=who(one.of), role=role)
    return say("audit-role-taken", who=who(one.of), role=role, how=one.how or "machine")


def _door_given(one: Recorded) -> Markup:
    return say("audit-door-given", by=who(one.by), who=who(one.of))


def _door_withdrawn(one: Recorded) -> Markup:
    return say("audit-door-withdrawn", by=who(one.by), who=who(one.of))


def _invite(one: Recorded) -> Markup:
    return say("audit-invite", by=who(one.by), role=one.outcome or "")


def _invite_withdrawn(one: Recorded) -> Markup:
    return say("audit-invite-withdrawn", by=who(one.by), role=one.outcome or "")


def _photo_opens(one: Recorded) -> Markup:
    return say("audit-photo-opens", by=who(one.by), who=who(one.of), count=one.outcome or "?")


def _photo_stops(one: Recorded) -> Markup:
    return say("audit-photo-stops", by=who(one.by), who=who(one.of), count=one.outcome or "?")


def _face_opens(one: Recorded) -> Markup:
    return say("audit-face-opens", by=who(one.by), who=who(one.of))


def _face_stops(one: Recorded) -> Markup:
    return say("audit-face-stops", by=who(one.by), who=who(one.of))


def _renamed(one: Recorded) -> Markup:
    return say("audit-renamed", by=who(one.by), who=who(one.of))


def _merged(one: Recorded) -> Markup:
    return say("audit-merged", by=who(one.by), who=who(one.of))


def _forgotten(one: Recorded) -> Markup:
    return say("audit-forgot", by=who(one.by))


def _pass(one: Recorded) -> Markup:
    told = say("audit-pass", by=who(one.by), outcome=one.outcome or "")
    return Markup(" ").join([told, *_for(one)])


def _lockdown(one: Recorded) -> Markup:
    return say("audit-lockdown", by=who(one.by))


def _lockdown_off(one: Recorded) -> Markup:
    return say("audit-lockdown-off", by=who(one.by))


def _code_set(one: Recorded) -> Markup:
    return say("audit-code-set", by=who(one.by))


def _code_removed(one: Recorded) -> Markup:
    others = () if one.by == one.of else _for(one)
    return Markup(" ").join([say("audit-code-removed", by=who(one.by)), *others])


def _code_refused(one: Recorded) -> Markup:
    return say("audit-code-refused", who=who(one.of))


def _setting(one: Recorded) -> Markup:
    told = say("audit-setting", by=who(one.by), what=audit_setting_words.what(one.outcome or "?"))
    return Markup(" ").join([told, *_for(one)])


def _restored(one: Recorded) -> Markup:
    # As it stands in the record: to the minute, UTC.
    return say("audit-restored", when=(one.outcome or "?")[:16].replace("T", " "))


def _new_key(one: Recorded) -> Markup:
    if one.how == SEALED:
        return say("audit-new-key-sealed", head=(one.outcome or "?").partition(" ")[0])
    return say("audit-new-key")


def _other(one: Recorded) -> Markup:
    """Of a newer Latchkey, or without a sentence of its own."""
    what = ", ".join(filter(None, (one.action, one.outcome)))
    return Markup(" ").join([say("audit-other", by=who(one.by), what=what), *_for(one)])


SENTENCES: dict[str, Callable[[Recorded], Markup]] = {
    Action.UNLOCK: _lock,
    Action.LOCK: _lock,
    Action.ROLE: _role,
    Action.DOOR_GIVEN: _door_given,
    Action.DOOR_WITHDRAWN: _door_withdrawn,
    Action.INVITE: _invite,
    Action.INVITE_WITHDRAWN: _invite_withdrawn,
    Action.PHOTO_OPENS: _photo_opens,
    Action.PHOTO_STOPS: _photo_stops,
    Action.FACE_OPENS: _face_opens,
    Action.FACE_STOPS: _face_stops,
    Action.RENAMED: _renamed,
    Action.MERGED: _merged,
    Action.FORGOTTEN: _forgotten,
    Action.PASS: _pass,
    Action.LOCKDOWN: _lockdown,
    Action.LOCKDOWN_OFF: _lockdown_off,
    Action.CODE_SET: _code_set,
    Action.CODE_REMOVED: _code_removed,
    Action.CODE_REFUSED: _code_refused,
    Action.SETTING: _setting,
    Action.RESTORED: _restored,
    Action.NEW_KEY: _new_key,
}
