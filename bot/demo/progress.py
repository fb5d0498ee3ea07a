"""What the demo says while it starts: a line each, with the seconds since it began."""

from __future__ import annotations

import time

from rich.console import Console
from rich.markup import escape


class Progress:
    def __init__(self, console: Console) -> None:
        self._console = console
        self._began = time.monotonic()

    def say(self, text: str) -> None:
        after = f"{time.monotonic() - self._began:5.1f} s"
        self._console.print(f"[dim]{after}[/dim]  {escape(text)}", soft_wrap=True)

    def clip(self, name: str) -> None:
        self.say(f"Clip made: {name}")
