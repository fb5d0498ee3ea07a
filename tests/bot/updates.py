"""Every kind of update that Telegram may send, as JSON: from anybody, in any chat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from telegram import Update
from telegram.ext import ExtBot

Json = dict[str, Any]

GROUP = -1001234567890
CHANNEL = -1009876543210
ANONYMOUS = 1087968824
"""GroupAnonymousBot, in whose name anonymous administrators write."""

DATE = 1772015400
_numbers = count(1_000_000)


def person(user_id: int) -> Json:
    return {"id": user_id, "is_bot": user_id == ANONYMOUS, "first_name": "Mallory", "language_code": "en"}


def private(user_id: int) -> Json:
    return {"id": user_id, "type": "private", "first_name": "Mallory"}


def group(chat_id: int = GROUP) -> Json:
    return {"id": chat_id, "type": "supergroup", "title": "Home"}


def channel() -> Json:
    return {"id": CHANNEL, "type": "channel", "title": "News"}


def message(user: Json, chat: Json, text: str = "/unlock", **more: Any) -> Json:
    return {
        "message_id": next(_numbers),
        "date": DATE,
        "chat": chat,
        "from": user,
        "text": text,
        "entities": [{"type": "bot_command", "offset": 0, "length": len(text.split(" ")[0])}]
        if text.startswith("/")
        else [],
        **more,
    }


def _edited(user: Json, chat: Json) -> Json:
    return message(user, chat, edit_date=DATE + 1)


def _post(user: Json, chat: Json) -> Json:
    return {key: value for key, value in message(user, channel()).items() if key != "from"} | {
        "sender_chat": channel()
    }


def _guest_message(user: Json, chat: Json) -> Json:
    return message(user, chat, guest_query_id="1")


def press(user: Json, chat: Json, data: str = "confirm:1") -> Json:
    return {
        "id": str(next(_numbers)),
        "from": user,
        "chat_instance": "1",
        "data": data,
        "message": message({"id": 4321, "is_bot": True, "first_name": "Latchkey"}, chat, "Open the door?"),
    }


def _inline(user: Json, chat: Json) -> Json:
    return {"id": "1", "from": user, "query": "/unlock", "offset": "", "chat_type": "sender"}


def _chosen(user: Json, chat: Json) -> Json:
    return {"result_id": "1", "from": user, "query": "/unlock"}


def member(user: Json, chat: Json, was: str = "left", becomes: str = "member") -> Json:
    """`was` and `becomes`: left, member or kicked."""
    until = {"until_date": 0}
    return {
        "chat": chat,
        "from": user,
        "date": DATE,
        "old_chat_member": {"user": user, "status": was} | until,
        "new_chat_member": {"user": user, "status": becomes} | until,
    }


def _asks_to_join(user: Json, chat: Json) -> Json:
    return {"chat": chat, "from": user, "user_chat_id": user["id"], "date": DATE, "bio": "/unlock"}


def _reaction(user: Json, chat: Json) -> Json:
    emoji = {"type": "emoji", "emoji": "👍"}
    return {
        "chat": chat,
        "message_id": 1,
        "user": user,
        "date": DATE,
        "old_reaction": [],
        "new_reaction": [emoji],
    }


def _reactions(user: Json, chat: Json) -> Json:
    counted = {"type": {"type": "emoji", "emoji": "👍"}, "total_count": 3}
    return {"chat": chat, "message_id": 1, "date": DATE, "reactions": [counted]}


def _poll(user: Json, chat: Json) -> Json:
    return {
        "id": "1",
        "question": "/unlock",
        "options": [],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": False,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }


def _vote(user: Json, chat: Json) -> Json:
    return {"poll_id": "1", "user": user, "option_ids": [0], "option_persistent_ids": ["0"]}


def _shipping(user: Json, chat: Json) -> Json:
    address = dict.fromkeys(
        ("country_code", "state", "city", "street_line1", "street_line2", "post_code"), ""
    )
    return {"id": "1", "from": user, "invoice_payload": "/unlock", "shipping_address": address}


def _checkout(user: Json, chat: Json) -> Json:
    return {
        "id": "1",
        "from": user,
        "currency": "XTR",
        "total_amount": 1,
        "invoice_payload": "/unlock",
    }


def _paid(user: Json, chat: Json) -> Json:
    return {"from": user, "paid_media_payload": "/unlock"}


def _boost(user: Json, chat: Json) -> Json:
    source = {"source": "premium", "user": user}
    return {
        "chat": chat,
        "boost": {"boost_id": "1", "add_date": DATE, "expiration_date": DATE + 9, "source": source},
    }


def _boost_gone(user: Json, chat: Json) -> Json:
    return {
        "chat": chat,
        "boost_id": "1",
        "remove_date": DATE,
        "source": {"source": "premium", "user": user},
    }


def _business(user: Json, chat: Json) -> Json:
    return {
        "id": "1",
        "user": user,
        "user_chat_id": user["id"],
        "date": DATE,
        "is_enabled": True,
        "rights": {},
    }


def _business_message(user: Json, chat: Json) -> Json:
    return message(user, chat, business_connection_id="1")


def _business_deleted(user: Json, chat: Json) -> Json:
    return {"business_connection_id": "1", "chat": chat, "message_ids": [1]}


def _managed(user: Json, chat: Json) -> Json:
    return {"user": user, "bot": {"id": 99, "is_bot": True, "first_name": "Bot"}}


KINDS: dict[str, Callable[[Json, Json], Json]] = {
    "message": message,
    "edited_message": _edited,
    "channel_post": _post,
    "edited_channel_post": _post,
    "inline_query": _inline,
    "chosen_inline_result": _chosen,
    "callback_query": press,
    "shipping_query": _shipping,
    "pre_checkout_query": _checkout,
    "poll": _poll,
    "poll_answer": _vote,
    "my_chat_member": member,
    "chat_member": member,
    "chat_join_request": _asks_to_join,
    "chat_boost": _boost,
    "removed_chat_boost": _boost_gone,
    "message_reaction": _reaction,
    "message_reaction_count": _reactions,
    "business_connection": _business,
    "business_message": _business_message,
    "edited_business_message": _edited,
    "deleted_business_messages": _business_deleted,
    "purchased_paid_media": _paid,
    "managed_bot": _managed,
    "guest_message": _guest_message,
}

HANDLED = {"message", "edited_message", "callback_query", "my_chat_member"}
"""The kinds that mean something here, from those who may."""


def fields() -> set[str]:
    """The kinds that the installed library knows."""
    return {name for name in Update.__slots__ if not name.startswith("_")} - {"update_id"}


def update(kind: str, payload: Json, bot: ExtBot[Any]) -> Update:
    return Update.de_json({"update_id": next(_numbers), kind: payload}, bot)


def second_hands(user: Json, chat: Json) -> Iterator[tuple[str, Json]]:
    """Words that are not their sender's own."""
    origin = {"type": "user", "date": DATE, "sender_user": person(4242)}
    yield "forwarded", message(user, chat, forward_origin=origin)
    yield "via a bot", message(user, chat, via_bot={"id": 99, "is_bot": True, "first_name": "Bot"})
    yield "as a channel", message(user, chat, sender_chat=channel())
    yield "as the group", message(person(ANONYMOUS), chat, sender_chat=group())
    yield "forwarded by itself", message(user, chat, is_automatic_forward=True, sender_chat=channel())
    yield (
        "a business's bot",
        message(user, chat, sender_business_bot={"id": 99, "is_bot": True, "first_name": "Bot"}),
    )


def services(user: Json, chat: Json) -> Iterator[tuple[str, Json]]:
    """What else a message may carry than words."""
    bare = {key: value for key, value in message(user, chat).items() if key not in ("text", "entities")}
    yield "came", bare | {"new_chat_members": [user]}
    yield "left", bare | {"left_chat_member": user}
    yield "web app", bare | {"web_app_data": {"data": "/unlock", "button_text": "Unlock"}}
    yield "contact", bare | {"contact": {"phone_number": "1", "first_name": "Mallory", "user_id": 4242}}
    yield "shared users", bare | {"users_shared": {"request_id": 1, "users": [{"user_id": 4242}]}}
    yield "dice", bare | {"dice": {"emoji": "🎲", "value": 6}}
    yield (
        "paid",
        bare
        | {
            "successful_payment": {
                "currency": "XTR",
                "total_amount": 1,
                "invoice_payload": "/unlock",
                "telegram_payment_charge_id": "1",
                "provider_payment_charge_id": "1",
            }
        },
    )
    yield "may write", bare | {"write_access_allowed": {"from_request": True}}
    yield "pinned", bare | {"pinned_message": message(person(4242), chat)}
    photo = {"file_id": "1", "file_unique_id": "1", "width": 9, "height": 9}
    yield "photo", bare | {"photo": [photo], "caption": "/unlock"}
