"""One message of a chat, as the Bot API shows it."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

# Fields that say what a message is, as opposed to where and when it stands.
CONTENT = (
    "text",
    "entities",
    "link_preview_options",
    "photo",
    "video",
    "animation",
    "document",
    "sticker",
    "voice",
    "video_note",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
)


class Message(Json):
    """A Bot API `Message` object (the dict), and what Telegram knows of it but does not tell."""

    silent: bool = False
    protected: bool = False
    reactions: list[Json]

    def __init__(self, body: Json, *, silent: bool = False, protected: bool = False) -> None:
        super().__init__(body)
        self.silent = silent
        self.protected = protected
        self.reactions = []

    @property
    def id(self) -> int:
        return int(self["message_id"])

    @property
    def chat_id(self) -> int:
        return int(self["chat"]["id"])

    @property
    def words(self) -> str:
        """The text, or the caption of a picture; empty when there is neither."""
        return str(self.get("text") or self.get("caption") or "")

    @property
    def buttons(self) -> list[Json]:
        rows = self.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    def content(self) -> Json:
        return {name: self[name] for name in CONTENT if name in self}

    def replace_content(self, content: Json) -> None:
        for name in CONTENT:
            self.pop(name, None)
        self.update(content)

    def replace_markup(self, markup: Json | None) -> None:
        self.pop("reply_markup", None)
        if markup:
            self["reply_markup"] = markup

    def without_reply(self) -> Json:
        """As it stands inside another's `reply_to_message`: never nested twice."""
        return {name: value for name, value in self.items() if name != "reply_to_message"}
