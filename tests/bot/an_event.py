"""Events as the store hands them out, for tests of what is said of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pipeline.types import EventKind, Timings
from storage.views import EventState, EventView, PersonSeen

AT = datetime(2026, 2, 25, 10, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
GRACE = PersonSeen("Grace", "Grace", 0.38)
ADA = PersonSeen("Ada", "Ada", 0.45)

EVENT = EventView(
    id=7,
    visit_id=3,
    camera_id="1001",
    camera_name="Front Door",
    recording_id="r7",
    kind=EventKind.MOTION,
    recorded_at=AT,
    created_at=AT + timedelta(seconds=3),
    state=EventState.ANALYSED,
    error=None,
    attempts=0,
    person=True,
    person_name=None,
    face_distance=None,
    face_confidence=None,
    people=(),
    strangers=0,
    others=(),
    alert=True,
    reasons=("1 person seen, 8 frames looked at: alert",),
    thumbnail_path="2026-02-25/7.jpg",
    alert_sent=True,
    unlock_granted=False,
    door_action="none",
    detector="yolov8n",
    damage=None,
    frames_total=300,
    frames_decoded=12,
    frames_inferred=8,
    timings_ms=Timings(1, 2, 3, 4, 1250),
    analysed_at=AT + timedelta(seconds=5),
    origin="ring",
)
RING = replace(EVENT, kind=EventKind.DING)
WAITING = replace(RING, state=EventState.SEEN, person=False, alert=False, detector=None)
FAILED = replace(WAITING, state=EventState.FAILED, error="Ring sent a page instead of a clip.")
