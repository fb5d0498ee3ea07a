"""Cameras by what people type: in any case, in part, nearly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from markupsafe import Markup

from bot.lengths import short
from bot.names import plain_name
from bot.texts import say
from pipeline.types import Camera

ALIKE = 0.7
"""0..1, difflib's ratio."""

LABEL_LIMIT = 40


def find(cameras: Sequence[Camera], typed: str) -> list[Camera]:
    """Those that may be meant: the one of that name, else those with it in their name, else the most
    alike; [] for none."""
    wanted = _folded(typed)
    named = [camera for camera in cameras if _folded(camera.name) == wanted]
    if named or not wanted:
        return named
    partly = [camera for camera in cameras if wanted in _folded(camera.name)]
    if partly:
        return partly
    alike = get_close_matches(wanted, [_folded(camera.name) for camera in cameras], n=1, cutoff=ALIKE)
    return [camera for camera in cameras if _folded(camera.name) in alike]


def listed(cameras: Sequence[Camera]) -> Markup:
    """`Front Door, Garden`, or "your Ring doorbell" before any is known."""
    return Markup(", ").join(Markup(short(camera.name)) for camera in cameras) or say("your-doorbell")


def told_apart(cameras: Sequence[Camera]) -> list[Camera]:
    """Those of one name with the end of their id behind it."""
    names = [_folded(camera.name) for camera in cameras]
    return [
        camera if names.count(name) == 1 else replace(camera, name=f"{camera.name} ({camera.id[-4:]})")
        for camera, name in zip(cameras, names, strict=True)
    ]


def label(camera: Camera) -> str:
    """For a button; never empty."""
    return plain_name(camera.name)[:LABEL_LIMIT] or camera.id


def _folded(name: str) -> str:
    return plain_name(name).casefold()
