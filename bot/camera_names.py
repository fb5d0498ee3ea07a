"""Cameras by what people type: in any case, in part, nearly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from babel.lists import format_list
from markupsafe import Markup

from bot.lengths import short
from bot.matching import bare, matching, nearest
from bot.names import plain_name
from bot.texts import language, say
from pipeline.types import Camera

LABEL_LIMIT = 40


def find(cameras: Sequence[Camera], typed: str) -> list[Camera]:
    """Those that may be meant: the one of that name, else those with it in their name, else the most
    alike; [] for none."""
    found = matching(typed, cameras, _name)
    if found or not typed.strip():
        return found
    meant = nearest(typed, cameras, _name)
    return [camera for camera in cameras if meant and bare(camera.name) == bare(meant.name)]


def listed(cameras: Sequence[Camera]) -> Markup:
    """`Front Door, Garage and Garden`, or "your Ring doorbell" before any is known."""
    names = [short(camera.name) for camera in cameras]
    return Markup(format_list(names, locale=language())) if names else say("your-doorbell")


def told_apart(cameras: Sequence[Camera]) -> list[Camera]:
    """Those of one name with the end of their id behind it."""
    names = [bare(_name(camera)) for camera in cameras]
    return [
        camera if names.count(name) == 1 else replace(camera, name=f"{camera.name} ({camera.id[-4:]})")
        for camera, name in zip(cameras, names, strict=True)
    ]


def label(camera: Camera) -> str:
    """For a button; never empty."""
    return plain_name(camera.name)[:LABEL_LIMIT] or camera.id


def _name(camera: Camera) -> str:
    return plain_name(camera.name)
