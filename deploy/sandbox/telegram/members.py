"""Membership as the Bot API words it."""

from __future__ import annotations

from .chats import Chat
from .message import Json

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def chat_member(user: Json, status: str) -> Json:
    """The `ChatMember` object of a status."""
    member: Json = {"status": status, "user": user}
    if status == "creator":
        member["is_anonymous"] = False
    elif status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False, **dict.fromkeys(RIGHTS, True)}
    elif status == "kicked":
        member["until_date"] = 0
    return member


def chat_full_info(chat: Chat, pinned: Json | None) -> Json:
    """The `ChatFullInfo` object."""
    info: Json = {
        **chat.brief(),
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, chat.private),
    }
    if chat.private and "username" in chat.card:
        info["active_usernames"] = [chat.card["username"]]
    if pinned is not None:
        info["pinned_message"] = pinned
    return info
