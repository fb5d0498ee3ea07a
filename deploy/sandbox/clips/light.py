"""What hour it is on the demo's porch: colours of sky and ground, and how much of them is left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from deploy.sandbox.clips.layer import Shares

Colour = tuple[int, int, int]
"""Blue, green, red, 0..255, as OpenCV orders them."""


@dataclass(frozen=True, slots=True)
class Light:
    name: str
    zenith: Colour
    horizon: Colour
    cloud: Colour
    ambient: tuple[float, float, float]
    """What is left of a thing's own colour, for blue, green and red."""
    on_visitor: tuple[float, float, float]
    """The same for somebody near the door, where the porch lamp helps."""
    lamp: float
    """How bright the porch lamp is, 0..1; windows are lit when it is on."""


DAY = Light(
    name="day",
    zenith=(196, 146, 92),
    horizon=(226, 212, 196),
    cloud=(240, 236, 232),
    ambient=(0.86, 0.88, 0.88),
    on_visitor=(0.94, 0.96, 0.97),
    lamp=0.0,
)
EVENING = Light(
    name="evening",
    zenith=(128, 88, 62),
    horizon=(134, 178, 232),
    cloud=(150, 160, 214),
    ambient=(0.52, 0.55, 0.64),
    on_visitor=(0.80, 0.88, 0.97),
    lamp=0.8,
)
NIGHT = Light(
    name="night",
    zenith=(46, 30, 20),
    horizon=(84, 62, 52),
    cloud=(70, 54, 46),
    ambient=(0.36, 0.32, 0.30),
    on_visitor=(0.70, 0.78, 0.88),
    lamp=1.0,
)


def light_at(hour: int) -> Light:
    """The light at an hour of the local day, 0..23."""
    if 7 <= hour < 17:
        return DAY
    return EVENING if hour in (5, 6, 17, 18, 19, 20) else NIGHT


def lit(light: Light, distance: float) -> Shares:
    """What is left of somebody's colours, `distance` metres from the door and its lamp."""
    share = float(np.clip((distance - 0.7) / 4.5, 0, 1)) ** 0.6
    far = np.array(light.ambient) * 1.05
    return np.asarray(np.array(light.on_visitor) * (1 - share) + far * share, np.float64)
