"""Why an event was told, or was not: everything that was seen and decided, in sentences. Pure; HTML."""

from __future__ import annotations

from datetime import tzinfo

from bot.event_words import event_seen, head, told
from bot.lengths import CAPTION_LIMIT, DETAIL_LIMIT, clauses, fit, length
from bot.texts import say
from pipeline.types import EventKind
from storage.views import EventState, EventView


def why(event: EventView, zone: tzinfo) -> str:
    """As much as a caption holds; long reasons are cut before whole ones are left out."""
    ending = [_told(event)]
    for limit in (CAPTION_LIMIT, 2 * DETAIL_LIMIT, DETAIL_LIMIT):
        lines = _lines(event, zone, limit)
        if length(lines + ending) <= CAPTION_LIMIT:
            break
    return fit(lines, ending)


def _lines(event: EventView, zone: tzinfo, limit: int) -> list[str]:
    reasons = [f"• {clauses(reason, limit)}" for reason in event.reasons]
    return [head(event, zone), event_seen(event), *reasons, *_looked_at(event), *_failed(event, limit)]


def _looked_at(event: EventView) -> list[str]:
    if event.state is not EventState.ANALYSED or event.detector is None or event.origin == "demo":
        return []
    lines: list[str] = []
    if event.frames_inferred is not None and event.timings_ms is not None:
        seconds = f"{event.timings_ms.total / 1000:.1f}"
        lines.append(
            say("why-frames", looked=event.frames_inferred, total=event.frames_total or 0, seconds=seconds)
        )
    return [*lines, say("why-poorer")] if event.detector == "faces" else lines


def _failed(event: EventView, limit: int) -> list[str]:
    if event.error is None or event.state is EventState.ANALYSED:
        return []
    error = clauses(event.error, limit)
    # A ring is told in any case, and what still waits may be.
    unseen = event.state is EventState.FAILED and event.kind is EventKind.MOTION
    return [f"⚠️ {say('why-unseen')} {error}" if unseen else f"⚠️ {error}"]


def _told(event: EventView) -> str:
    if event.alert_sent or event.origin == "demo":
        return told(event)
    if event.state is EventState.SEEN:
        return say("why-not-yet")
    if event.alert or event.kind is EventKind.DING:
        return say("why-not-arrived")
    return say("why-nobody") if event.state is EventState.ANALYSED else told(event)
