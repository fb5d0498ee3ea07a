"""A recording of the account and the shapes in which Ring tells of it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from deploy.sandbox.ring.device import Device

RINGING_SECONDS = 180


@dataclass(slots=True)
class Recording:
    """`available_at` and `listed_at` are seconds since the epoch by the cloud's clock.

    Until `available_at` asking for the clip answers 404; until `listed_at` history leaves it out.
    """

    id: int
    camera_id: int
    kind: str
    recorded_at: datetime
    clip: Path
    available_at: float
    listed_at: float
    signature: str = field(default_factory=lambda: secrets.token_urlsafe(12))

    def in_history(self, now: float) -> dict[str, Any]:
        return {
            "id": self.id,
            "ding_id_str": str(self.id),
            "created_at": self.created_at,
            "answered": False,
            "events": [],
            "kind": self.kind,
            "favorite": False,
            "snapshot_url": "",
            "recording": {"status": "ready" if now >= self.available_at else "processing"},
            "duration": None,
        }

    def as_active(self, device: Device, now: float) -> dict[str, Any]:
        return {
            "id": self.id,
            "id_str": str(self.id),
            "state": "ringing",
            "protocol": "sip",
            "doorbot_id": self.camera_id,
            "doorbot_description": device.name,
            "device_kind": device.kind,
            "motion": self.kind == "motion",
            "kind": self.kind,
            "snapshot_url": "",
            "now": now,
            "expires_in": RINGING_SECONDS,
            "optimization_level": 1,
        }

    def is_active(self, now: float) -> bool:
        return self.listed_at <= now < self.recorded_at.timestamp() + RINGING_SECONDS

    @property
    def created_at(self) -> str:
        return self.recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + (
            f"{self.recorded_at.microsecond // 1000:03d}Z"
        )


def page(recordings: list[Recording], now: float, limit: int, older_than: int | None) -> list[dict[str, Any]]:
    """One page of history, newest first; `older_than` is the id of the last entry of the page before."""
    listed = sorted(
        (recording for recording in recordings if recording.listed_at <= now),
        key=lambda recording: (recording.recorded_at, recording.id),
        reverse=True,
    )
    ids = [recording.id for recording in listed]
    start = ids.index(older_than) + 1 if older_than in ids else 0
    return [recording.in_history(now) for recording in listed[start : start + limit]]
