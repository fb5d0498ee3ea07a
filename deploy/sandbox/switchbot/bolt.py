"""A smart lock on a door: it takes a moment, jams, goes offline, and its status lags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

TARGETS = {"lock": "locked", "unlock": "unlocked", "deadbolt": "unlocked"}


@dataclass(slots=True)
class Bolt:
    """`delay` seconds pass from a command until the status tells of it.

    `jam`: the next movements end jammed. `offline`: "device" (161), "hub" (171) or None.
    `lie`: a lockState told whatever the truth is. All of them may be changed at any time.
    """

    id: str
    name: str
    kind: str = "Smart Lock Pro"
    hub_id: str = "0C2F1E6A7B90"
    state: str = "locked"
    door: str = "closed"
    battery: int = 90
    delay: float = 0.0
    jam: bool = False
    offline: str | None = None
    lie: str | None = None
    calibrated: bool = True
    _told: str | None = None
    _tells_at: float = 0.0

    def obey(self, command: str, now: float) -> None:
        self._told = self.told(now)
        self.state = "jammed" if self.jam else TARGETS[command]
        self._tells_at = now + self.delay

    def told(self, now: float) -> str:
        """The lockState that the cloud tells."""
        if self.lie is not None:
            return self.lie
        return self.state if now >= self._tells_at or self._told is None else self._told

    def set_state(self, state: str) -> None:
        """As by hand at the door: at once, and told at once."""
        self.state, self._told = state, None

    def as_listed(self) -> dict[str, Any]:
        return {
            "deviceId": self.id,
            "deviceName": self.name,
            "deviceType": self.kind,
            "enableCloudService": True,
            "hubDeviceId": self.hub_id,
            "group": False,
            "master": False,
            "groupName": "",
            "lockDevicesIds": [],
        }

    def status(self, now: float) -> dict[str, Any]:
        return {
            "deviceId": self.id,
            "deviceType": self.kind,
            "hubDeviceId": self.hub_id,
            "battery": self.battery,
            "version": "V6.3",
            "lockState": self.told(now),
            "doorState": self.door,
            "calibrate": self.calibrated,
        }
