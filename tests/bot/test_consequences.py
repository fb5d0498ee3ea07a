"""Whatever can be said to the bot changes something, moves the lock, or only asks: each says which."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import CallbackQuery, Chat, Document, Message, MessageEntity, PhotoSize, Update, User

from bot import routes, urgency
from bot.consequences import COMMANDS, VERBS, Consequence, brings_a_code, consequence

SAM, HOME, GROUP = User(7, "Sam", False), Chat(7, "private"), Chat(-100, "group")
ASKS, CHANGES, MOVES = Consequence


def typed(text: str | None, chat: Chat = HOME, **more: Any) -> Update:
    length = len(text.split()[0]) if text else 0
    entities = [MessageEntity(MessageEntity.BOT_COMMAND, 0, length)] if text and text[0] == "/" else []
    return Update(1, Message(1, datetime.now(UTC), chat, from_user=SAM, text=text, entities=entities, **more))


def press(data: str) -> Update:
    return Update(1, callback_query=CallbackQuery("1", SAM, "2", data=data))


def test_every_command_and_every_verb_stands_there() -> None:
    assert set(COMMANDS) == set(routes.COMMANDS)
    assert set(VERBS) == set(routes.PRESSES)


def test_what_moves_the_lock_goes_before_everything_else() -> None:
    assert {name for name, kind in COMMANDS.items() if kind is MOVES} < urgency.COMMANDS
    assert {verb for verb, kind in VERBS.items() if kind is MOVES} < urgency.VERBS


def test_a_handler_that_refuses_what_is_old_moves_the_lock() -> None:
    """`fresh` is for nothing else, and what has it must not be taken up after a start either."""
    handlers: list[tuple[str, Callable[..., Any]]] = [*routes.COMMANDS.items(), *routes.PRESSES.items()]
    guarded = {name for name, handler in handlers if _is_fresh(handler)}
    assert guarded == {"unlock", "letin"}
    assert all({**COMMANDS, **VERBS}[name] is MOVES for name in guarded)


def _is_fresh(handler: Callable[..., Any] | None) -> bool:
    while handler is not None:
        if handler.__code__.co_filename.endswith("taking_up.py"):
            return True
        handler = getattr(handler, "__wrapped__", None)
    return False


@pytest.mark.parametrize(
    ("update", "wanted"),
    [
        *((typed("/events"), ASKS), (typed("/nothing"), ASKS), (typed("/people"), ASKS)),
        *((typed("/start"), ASKS), (typed("/start 12-ABCDEFGH"), CHANGES), (typed("/snooze 2h"), CHANGES)),
        *((typed("/unlock@latchkey_bot"), MOVES), (press("unlock:7"), MOVES), (press("digit:3:ab"), MOVES)),
        *((press("save:1"), CHANGES), (press("older:1"), ASKS), (press("none of ours"), ASKS)),
        *((typed("Grace"), CHANGES), (typed("12 34 56"), ASKS), (Update(1), ASKS), (None, ASKS)),
        (typed(None, photo=[PhotoSize("1", "2", 9, 9)]), CHANGES),
        (typed(None, document=Document("1", "2")), CHANGES),
        (typed(None, GROUP, photo=[PhotoSize("1", "2", 9, 9)]), ASKS),
        (typed(None, GROUP, migrate_to_chat_id=-200), CHANGES),
    ],
)
def test_what_an_update_does(update: object, wanted: Consequence) -> None:
    assert consequence(update) is wanted


@pytest.mark.parametrize("text", ["/start ABCDEFGH", "ABCDEFGH", "12-ABCDEFGH"])
def test_a_code_is_brought_in_private_alone(text: str) -> None:
    assert brings_a_code(typed(text))
    assert not brings_a_code(typed(text, GROUP))


@pytest.mark.parametrize("text", ["/start", "hello there", "/events ABCDEFGH"])
def test_other_words_bring_none(text: str) -> None:
    assert not brings_a_code(typed(text))
