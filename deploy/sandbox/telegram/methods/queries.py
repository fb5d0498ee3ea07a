"""Answers to pressed buttons."""

from __future__ import annotations

from ..arguments import Arguments
from ..world import World
from .registry import method


@method("answerCallbackQuery")
async def answer_callback_query(world: World, arguments: Arguments) -> bool:
    world.queries.answer(
        arguments.required_text("callback_query_id"),
        arguments.text("text"),
        arguments.flag("show_alert"),
        arguments.text("url"),
    )
    return True
