"""A camera of the account and the shape in which Ring lists it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

OWNER = {"id": 999999, "first_name": "Sam", "last_name": "Doe", "email": "sam@example.com"}
CHIME_ID = 999999


@dataclass(slots=True)
class Device:
    """`family` is the list it stands in: doorbots, authorized_doorbots (shared) or stickup_cams.

    `snapshot_delay` seconds pass between asking for a snapshot and its being taken. `connection`: "online"
    or "offline", as Ring has it.
    """

    id: int
    name: str
    kind: str = "lpd_v2"
    family: str = "doorbots"
    battery: int | None = None
    show_recordings: bool = True
    snapshot: bytes | None = None
    snapshot_delay: float = 0.0
    snapshot_due: float | None = None
    snapshot_taken: float = 0.0
    connection: str = "online"

    def as_listed(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "description": self.name,
            "device_id": f"{self.id:012x}"[-12:],
            "kind": self.kind,
            "time_zone": "America/New_York",
            "subscribed": True,
            "subscribed_motions": True,
            "battery_life": self.battery,
            "external_connection": False,
            "firmware_version": "1.26.41",
            "latitude": 40.7,
            "longitude": -74.0,
            "address": "123 Main St",
            "owned": self.family != "authorized_doorbots",
            "owner": dict(OWNER),
            "alerts": {"connection": self.connection},
            "motion_snooze": None,
            "features": {"motions_enabled": True, "show_recordings": self.show_recordings},
            "settings": {
                "chime_settings": {"type": 0, "enable": True, "duration": 3},
                "doorbell_volume": 5,
                "enable_vod": True,
                "motion_detection_enabled": True,
            },
        }

    def ask_for_snapshot(self, now: float) -> None:
        """Has one taken `snapshot_delay` later; asking again meanwhile changes nothing."""
        self.look(now)
        if self.snapshot is not None and self.snapshot_due is None and now - self.snapshot_taken > 0.5:
            self.snapshot_due = now + self.snapshot_delay
            self.look(now)

    def look(self, now: float) -> None:
        if self.snapshot_due is not None and now >= self.snapshot_due:
            self.snapshot_taken, self.snapshot_due = self.snapshot_due, None


def listing(devices: list[Device]) -> dict[str, Any]:
    """The answer of GET /clients_api/ring_devices."""
    families: dict[str, list[dict[str, Any]]] = {
        "doorbots": [],
        "authorized_doorbots": [],
        "stickup_cams": [],
        "chimes": [_chime()],
        "base_stations": [],
        "beams": [],
        "beam_bridges": [],
        "other": [],
    }
    for device in devices:
        families[device.family].append(device.as_listed())
    return families


def _chime() -> dict[str, Any]:
    return {
        "id": CHIME_ID,
        "description": "Hallway",
        "device_id": "abcdef123456",
        "kind": "chime",
        "time_zone": "America/New_York",
        "firmware_version": "1.2.3",
        "owned": True,
        "owner": dict(OWNER),
        "alerts": {"connection": "online"},
        "do_not_disturb": {"seconds_left": 0},
        "features": {"ringtones_enabled": True},
        "settings": {"volume": 2, "ding_audio_id": None, "motion_audio_id": None},
    }
