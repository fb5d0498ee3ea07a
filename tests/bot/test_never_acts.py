"""An edit, a forwarded message, one by a bot, an unnamed administrator or a channel moves nothing."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bot.routes import KINDS
from deploy.sandbox.telegram.people import ANONYMOUS_ADMIN
from tests.bot.house import OWNER, STRANGER, House

GROUP = -1001234567890
CHANNEL = {"id": -1009999999999, "type": "channel", "title": "News"}
SAM = {"id": OWNER, "is_bot": False, "first_name": "Sam"}
ROBOT = {"id": 777, "is_bot": True, "first_name": "Robot", "username": "robot"}
BY_SOMEBODY = {"type": "hidden_user", "sender_user_name": "Grace"}
BY_SAM = {"type": "user", "sender_user": SAM}
FROM_CHANNEL = {"type": "channel", "chat": CHANNEL, "message_id": 5}

NEVER: dict[str, tuple[str, dict[str, Any]]] = {
    "edited": ("edited_message", {"edit_date": 0}),
    "forwarded": ("message", {"forward_origin": BY_SOMEBODY}),
    "forwarded by themselves": ("message", {"forward_origin": BY_SAM}),
    "via a bot": ("message", {"via_bot": ROBOT}),
    "anonymous administrator": ("message", {"from": ANONYMOUS_ADMIN, "sender_chat": "here"}),
    "in the name of a channel": ("message", {"sender_chat": CHANNEL}),
    "a channel's post": ("channel_post", {"chat": CHANNEL, "from": None, "sender_chat": CHANNEL}),
    "an edited post": ("edited_channel_post", {"chat": CHANNEL, "from": None, "sender_chat": CHANNEL}),
    "a post forwarded to its group": (
        "message",
        {"sender_chat": CHANNEL, "is_automatic_forward": True, "forward_origin": FROM_CHANNEL},
    ),
}


def message(number: int, text: str, chat: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    now = int(time.time())
    body: dict[str, Any] = {"message_id": number, "date": now, "chat": chat, "from": SAM, "text": text}
    body["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    body |= changes
    if "forward_origin" in body:
        body["forward_origin"] = {"date": now, **body["forward_origin"]}
    if body.get("sender_chat") == "here":
        body["sender_chat"] = chat
    return {name: value for name, value in body.items() if value is not None}


@pytest.mark.parametrize("where", ["private", "supergroup"])
async def test_none_of_them_moves_the_lock(quiet_house: House, where: str) -> None:
    chat_id = OWNER if where == "private" else GROUP
    quiet_house.telegram.add_group(GROUP, "Home", [OWNER, STRANGER])
    chat = {"id": chat_id, "type": where, "title": "Home"}
    async with quiet_house.awake() as house:
        await house.pair()
        # Also of the kinds that are not asked for.
        house.telegram.world.updates.allowed = (*KINDS, *(kind for kind, _ in NEVER.values()))
        for number, (kind, changes) in enumerate(NEVER.values()):
            for text in ("/unlock", "/lock"):
                house.telegram.world.updates.push(kind, message(9000 + number, text, chat, changes))
        before = len(house.telegram.messages(chat_id))
        await house.telegram.user_sends(OWNER, "/door", chat_id=chat_id)
        await house.telegram.wait_for(lambda one: "The door is" in one.words, chat_id)
        said = [one.words for one in house.telegram.messages(chat_id)[before:] if one["from"]["is_bot"]]
        notes = ("faces alone", "This is not your own word", "I do not follow edits")
        assert [words for words in said if not any(note in words for note in notes)] == said[-1:]
        assert house.switchbot.commands == []
        assert await house.rows("SELECT * FROM questions") == []
