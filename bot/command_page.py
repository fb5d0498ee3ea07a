"""docs/commands.md, made from the list of commands. `make docs` writes it."""

from __future__ import annotations

from pathlib import Path

from bot import help_words
from bot.command_list import COMMANDS, Command, Topic
from bot.texts import LANGUAGES, speaking
from storage.access import Role

HEAD = """# Commands

What can be said to the bot, by topic. Each chat's menu shows what its reader may say; in a group the bot is
called by name, as in `/events@your_bot`. Generated from `bot/command_list.py` by `make docs`.
"""
TABLE = """
| command | who may | | for example |
| --- | --- | --- | --- |
"""
WHO = {Role.GUEST: "everybody", Role.RESIDENT: "residents", Role.OWNER: "the owner"}


def commands_page() -> str:
    with speaking(LANGUAGES[0]):
        return HEAD + "".join(_section(topic) for topic in Topic)


def _section(topic: Topic) -> str:
    rows = [_row(command) for command in COMMANDS if command.topic is topic]
    return f"\n## {help_words.label(topic)}\n{TABLE}{''.join(rows)}" if rows else ""


def _row(command: Command) -> str:
    examples = ", ".join(f"`{example}`" for example in command.usage)
    return f"| `/{command.name}` | {WHO[command.least]} | {command.line()} | {examples} |\n"


def write(root: Path) -> None:
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "commands.md").write_text(commands_page())


if __name__ == "__main__":
    write(Path.cwd())
