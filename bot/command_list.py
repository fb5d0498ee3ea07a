"""Every command once: what it is called, who may say it, what it does, and how it is said.

The menus, /help, docs/commands.md and the suggestions for what was mistyped are made of this list; a test
compares it with the handlers in `bot/routes.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.texts import plain
from storage.access import Role

RANKS = {Role.GUEST: 0, Role.RESIDENT: 1, Role.OWNER: 2}


class Topic(StrEnum):
    """In the order in which /help has them."""

    ALERTS = "alerts"
    HISTORY = "history"
    QUIET = "quiet"
    FACES = "faces"
    DOOR = "door"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    topic: Topic
    least: Role
    """Whoever has this role or a higher one may say it."""
    line: Callable[[], str]
    """What it does, in a few words: plain text, in the language of the chat."""
    words: Callable[[], str] | None = None
    """What may be said behind it, an example a line: plain text, in the language of the chat."""
    alone: bool = True
    """It says something without any words."""
    in_groups: bool = False
    """Stands in the menu of groups, too. Without that it works there all the same, when typed."""
    in_menu: bool = True

    @property
    def usage(self) -> tuple[str, ...]:
        """As it is typed; the plain command first."""
        plain_one = (f"/{self.name}",) if self.alone else ()
        return plain_one + self.examples

    @property
    def examples(self) -> tuple[str, ...]:
        lines = self.words().splitlines() if self.words else []
        return tuple(f"/{self.name} {line}" for line in lines)


HISTORY, QUIET, RESIDENT = Topic.HISTORY, Topic.QUIET, Role.RESIDENT

COMMANDS = (
    Command(
        "events",
        HISTORY,
        RESIDENT,
        lambda: plain("command-events"),
        lambda: plain("words-events"),
        in_groups=True,
    ),
    Command("last", HISTORY, RESIDENT, lambda: plain("command-last")),
    Command(
        "event",
        HISTORY,
        RESIDENT,
        lambda: plain("command-event"),
        lambda: plain("words-event"),
        alone=False,
        in_menu=False,
    ),
    Command(
        "why",
        HISTORY,
        RESIDENT,
        lambda: plain("command-why"),
        lambda: plain("words-event"),
        alone=False,
        in_menu=False,
    ),
    Command("heatmap", HISTORY, RESIDENT, lambda: plain("command-heatmap"), lambda: plain("words-heatmap")),
    Command("stats", HISTORY, RESIDENT, lambda: plain("command-stats"), lambda: plain("words-stats")),
    Command("digest", HISTORY, RESIDENT, lambda: plain("command-digest")),
    Command(
        "snooze",
        QUIET,
        RESIDENT,
        lambda: plain("command-snooze"),
        lambda: plain("words-snooze"),
        in_groups=True,
    ),
    Command("quiet", QUIET, RESIDENT, lambda: plain("command-quiet"), lambda: plain("words-quiet")),
    Command(
        "photo",
        Topic.ALERTS,
        RESIDENT,
        lambda: plain("command-photo"),
        lambda: plain("words-photo"),
        in_groups=True,
    ),
    Command("people", Topic.FACES, RESIDENT, lambda: plain("command-people")),
    Command("door", Topic.DOOR, Role.GUEST, lambda: plain("command-door"), in_groups=True),
    Command("unlock", Topic.DOOR, Role.GUEST, lambda: plain("command-unlock")),
    Command("lock", Topic.DOOR, Role.GUEST, lambda: plain("command-lock")),
    Command("expect", Topic.DOOR, RESIDENT, lambda: plain("command-expect"), lambda: plain("words-expect")),
    Command("passes", Topic.DOOR, RESIDENT, lambda: plain("command-passes")),
    Command("away", Topic.DOOR, RESIDENT, lambda: plain("command-away"), lambda: plain("words-away")),
    Command(
        "lockdown", Topic.DOOR, Role.OWNER, lambda: plain("command-lockdown"), lambda: plain("words-lockdown")
    ),
    Command("pin", Topic.DOOR, Role.GUEST, lambda: plain("command-pin")),
    Command("settings", Topic.ALERTS, Role.GUEST, lambda: plain("command-settings"), in_groups=True),
    Command("status", Topic.HOUSEHOLD, RESIDENT, lambda: plain("command-status")),
    Command(
        "health", Topic.HOUSEHOLD, RESIDENT, lambda: plain("command-health"), lambda: plain("words-health")
    ),
    Command("household", Topic.HOUSEHOLD, Role.OWNER, lambda: plain("command-household")),
    Command("invite", Topic.HOUSEHOLD, Role.OWNER, lambda: plain("command-invite")),
    Command(
        "audit",
        Topic.HOUSEHOLD,
        Role.OWNER,
        lambda: plain("command-audit"),
        lambda: plain("words-audit"),
    ),
    Command("backup", Topic.HOUSEHOLD, Role.OWNER, lambda: plain("command-backup")),
    Command("diag", Topic.HOUSEHOLD, Role.OWNER, lambda: plain("command-diag")),
    Command(
        "help",
        Topic.HOUSEHOLD,
        Role.GUEST,
        lambda: plain("command-help"),
        lambda: plain("words-help"),
        in_groups=True,
    ),
    Command("cancel", Topic.HOUSEHOLD, Role.GUEST, lambda: plain("command-cancel"), in_menu=False),
    Command("start", Topic.HOUSEHOLD, Role.GUEST, lambda: plain("command-start"), in_menu=False),
)


def allowed(role: Role) -> tuple[Command, ...]:
    return tuple(command for command in COMMANDS if RANKS[command.least] <= RANKS[role])


def find(name: str) -> Command | None:
    return next((command for command in COMMANDS if command.name == name), None)
