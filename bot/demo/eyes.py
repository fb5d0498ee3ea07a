"""The model files of the demo: those of MODELS_DIR, or fetched, or none and then it is said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.demo.environment import DemoSettings
from pipeline.errors import ModelError
from pipeline.fetch import fetch
from pipeline.models import find_yolo
from storage.background import in_background

FETCH_SECONDS = 45


async def why_poorer(settings: DemoSettings, told: Callable[[str], None]) -> str | None:
    """None when the person detector is there; otherwise why the demo goes on without it.

    Fetches it unless MODELS_DIR was given. Without a network that fails within seconds.
    """
    reason = _missing(settings)
    if reason is None or settings.models_given:
        return reason
    told("Fetching the person detector (6 MB)")
    try:
        await asyncio.wait_for(in_background(lambda: fetch(settings.models_dir)), FETCH_SECONDS)
    except ModelError as error:
        return str(error)
    except TimeoutError:
        return f"the person detector was not fetched within {FETCH_SECONDS} s"
    return _missing(settings)


def _missing(settings: DemoSettings) -> str | None:
    try:
        find_yolo(settings.models_dir)
    except ModelError as error:
        return str(error)
    return None
