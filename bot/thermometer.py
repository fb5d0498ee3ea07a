"""How warm this machine is."""

from __future__ import annotations

from pathlib import Path

THERMAL = Path("/sys/class/thermal/thermal_zone0/temp")


def temperature() -> float | None:
    """Degrees Celsius; None: not every machine has a sensor."""
    try:
        return int(THERMAL.read_text()) / 1000
    except (OSError, ValueError):
        return None
