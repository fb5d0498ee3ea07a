"""The chat in a terminal: every message, edit and line of the narrator as it comes."""

from __future__ import annotations

from rich.align import Align
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from bot.demo.chat import Json, from_bot, words

WIDTH = 62
STYLES = {
    "bold": "bold",
    "italic": "italic",
    "code": "cyan",
    "pre": "cyan",
    "bot_command": "blue",
    "underline": "underline",
}


class Printer:
    """A listener of the chat's frames."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._printed: dict[int, str] = {}

    def __call__(self, frame: Json) -> None:
        match frame["type"]:
            case "message":
                self._message(frame["message"])
            case "edit":
                self._edit(frame["message"])
            case "story":
                self._console.print(
                    Align.center(Text(frame["text"], style="italic dim", justify="center"), width=72)
                )

    def _message(self, message: Json) -> None:
        self._printed[message["message_id"]] = _gist(message)
        self._show(message, "")

    def _edit(self, message: Json) -> None:
        """An edit that changes nothing to be seen here is not printed."""
        if self._printed.get(message["message_id"]) != _gist(message):
            self._printed[message["message_id"]] = _gist(message)
            self._show(message, " (edited)")

    def _show(self, message: Json, mark: str) -> None:
        bot = from_bot(message)
        panel = Panel(
            Group(*_parts(message)),
            title=f"{message['from']['first_name']}{mark}",
            title_align="left" if bot else "right",
            border_style="green" if bot else "blue",
            width=WIDTH if bot else None,
            expand=bot,
        )
        self._console.print(panel if bot else Align.right(panel))


def _gist(message: Json) -> str:
    return "\n".join(part.plain for part in _parts(message) if isinstance(part, Text))


def _parts(message: Json) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if "photo" in message:
        largest = message["photo"][-1]
        parts.append(Text(f"[photo {largest['width']} x {largest['height']}]", style="magenta"))
    if "video" in message:
        parts.append(Text("[video]", style="magenta"))
    if words(message):
        parts.append(_formatted(message))
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        parts.append(Text("  ".join(f"[ {button['text']} ]" for button in row), style="bold cyan"))
    return parts


def _formatted(message: Json) -> Text:
    """The words with Telegram's entities, whose offsets count UTF-16 units."""
    plain = words(message)
    text = Text(plain)
    for entity in message.get("entities") or message.get("caption_entities") or []:
        style = STYLES.get(entity["type"])
        if style:
            start = _place(plain, entity["offset"])
            text.stylize(style, start, _place(plain, entity["offset"] + entity["length"]))
    return text


def _place(plain: str, units: int) -> int:
    return len(plain.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))
