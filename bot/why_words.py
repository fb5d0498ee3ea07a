"""Why an event was told as it was, or was not: in sentences, with the numbers. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from markupsafe import Markup

from bot.decimals import decimal
from bot.lengths import DETAIL_LIMIT, MESSAGE_LIMIT, cut, fit
from bot.reason_words import reason
from bot.seen_words import thing
from bot.texts import say
from bot.times import dated, spoken
from pipeline.types import EventKind
from storage.evidence import Delivery, Evidence, Looked
from storage.outbox import OutboxKind, OutboxState
from storage.views import EventState, EventView


def why(
    event: EventView,
    evidence: Evidence,
    chat_id: int,
    zone: tzinfo,
    now: datetime,
    *,
    quiet: Markup | None = None,
    limit: int = MESSAGE_LIMIT,
) -> str:
    """HTML, at most `limit` long. `quiet`: what kept it from the chat that asks, a snooze for example."""
    if event.origin == "demo":
        return fit([_head(event, zone)], [say("why-made-up")], limit)
    lines = [
        _head(event, zone),
        *_seen(event, evidence),
        *_faces(evidence),
        *_reasons(event),
        *_door(event),
        _decision(event),
    ]
    ending = [quiet] if quiet else list(_delivered(event, evidence, chat_id, zone, now))
    return fit(lines, ending, limit)


def _head(event: EventView, zone: tzinfo) -> Markup:
    camera, when = cut(event.camera_name), dated(event.recorded_at, zone)
    if event.kind is EventKind.DING:
        return say("visit-rang", camera=camera, when=when)
    return say("visit-motion", camera=camera, when=when)


def _seen(event: EventView, evidence: Evidence) -> Iterator[Markup]:
    if event.state is EventState.ANALYSED:
        yield _looked_at(event, evidence)
        if event.detector == "faces":
            yield say("why-no-detector-here")
        return
    error = cut(event.error or "", DETAIL_LIMIT)
    if event.state is EventState.FAILED:
        yield say("why-failed", error=error)
    elif event.error:
        yield say("why-waiting-because", error=error)
    else:
        yield say("why-waiting")


def _looked_at(event: EventView, evidence: Evidence) -> Markup:
    frames = say("why-frames", some=event.frames_inferred or 0, count=event.frames_total or 0)
    seen = [
        say("why-thing", thing=Markup(thing(one.label)), score=decimal(one.confidence, 2))
        for one in evidence.seen
    ]
    if seen:
        return say("why-seen", frames=frames, things=Markup(", ").join(seen))
    return say("why-seen-somebody", frames=frames) if event.person else say("why-seen-nobody", frames=frames)


def _faces(evidence: Evidence) -> Iterator[Markup]:
    for one in evidence.looked:
        if one.name is not None and one.by_human:
            yield _bullet(say("why-named-by-you", name=cut(one.name)))
        if one.live is not None and one.liveness is not None:
            yield _bullet(_alive(one, decimal(one.liveness, 2)))


def _alive(looked: Looked, score: str) -> Markup:
    """Of somebody known, and of the strangers together."""
    name = cut(looked.name) if looked.name else say("why-the-stranger")
    if looked.live:
        return say("why-is-alive", name=name, score=score)
    return say("why-is-picture", name=name, score=score)


def _reasons(event: EventView) -> Iterator[Markup]:
    if event.state is EventState.ANALYSED:
        yield from (_bullet(told) for told in map(reason, event.reasons) if told is not None)


def _bullet(text: Markup) -> Markup:
    return Markup("• ") + text


def _door(event: EventView) -> Iterator[Markup]:
    if event.unlock_granted or event.door_action != "none":
        yield say("why-door", action=event.door_action)


def _decision(event: EventView) -> Markup:
    if event.kind is EventKind.DING:
        return say("why-told-ring")
    if event.state is EventState.FAILED:
        return say("supervision-why-told-failed") if event.alert else say("why-not-told-failed")
    if event.state is EventState.SEEN:
        return say("why-not-told-yet")
    if event.alert:
        return say("why-told-somebody")
    if event.others:
        return say("why-not-told-things", things=Markup(", ".join(map(thing, event.others))))
    return say("why-not-told-nobody")


def _delivered(
    event: EventView, evidence: Evidence, chat_id: int, zone: tzinfo, now: datetime
) -> Iterator[Markup]:
    """What became of the message, here and in other chats."""
    if event.kind is not EventKind.DING and not event.alert:
        return
    own = [one for one in evidence.deliveries if one.chat_id == chat_id and _concerns(one, event)]
    yield from (_delivery(one, zone, now) for one in own) if own else [_nothing_here(event, evidence)]
    others = {
        cut(one.chat)
        for one in evidence.deliveries
        if one.chat_id != chat_id and one.told_at is not None and one.chat
    }
    if others:
        yield say("why-told-others", chats=", ".join(sorted(others)))


def _concerns(one: Delivery, event: EventView) -> bool:
    """Of replies to be heard those about this event; not where the message itself told the same."""
    if one.kind is OutboxKind.VISIT:
        return True
    about = event.kind is EventKind.DING if one.kind is OutboxKind.DING else event.strangers > 0
    return about and one.state is not OutboxState.LAPSED


def _nothing_here(event: EventView, evidence: Evidence) -> Markup:
    if not evidence.listens:
        return say("why-here-not-listening")
    return say("why-here-nothing") if evidence.of_camera else say("why-here-other-cameras")


def _delivery(one: Delivery, zone: tzinfo, now: datetime) -> Markup:
    if one.told_at is not None:
        return _told(one, spoken(one.told_at, now, zone))
    if one.state is OutboxState.LAPSED:
        return say("why-here-given-up", error=cut(one.error or "", DETAIL_LIMIT))
    if one.attempts:
        return say("why-here-failed", count=one.attempts, error=cut(one.error or "", DETAIL_LIMIT))
    if one.next_attempt_at <= now:
        return say("why-here-coming")
    return say("why-here-waits", time=spoken(one.next_attempt_at, now, zone))


def _told(one: Delivery, time: str) -> Markup:
    if one.kind is OutboxKind.VISIT:
        return say("why-here-behind", time=time) if one.behind else say("why-here-told", time=time)
    return say("why-here-heard", kind=str(one.kind), time=time)
