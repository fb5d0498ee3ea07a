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
    examples: tuple[str, ...] = ()
    """As they are typed; the first one is the plain command."""
    in_groups: bool = False
    """Stands in the menu of groups, too. Without that it works there all the same, when typed."""
    in_menu: bool = True

    @property
    def usage(self) -> tuple[str, ...]:
        return self.examples or (f"/{self.name}",)


COMMANDS = (
    Command(
        "events",
        Topic.HISTORY,
        Role.RESIDENT,
        lambda: plain("command-events"),
        (
            "/events",
            "/events today",
            "/events person yesterday evening",
            "/events Grace",
            "/events strangers march",
        ),
        in_groups=True,
    ),
    Command("last", Topic.HISTORY, Role.RESIDENT, lambda: plain("command-last")),
    Command(
        "event", Topic.HISTORY, Role.RESIDENT, lambda: plain("command-event"), ("/event 123",), in_menu=False
    ),
    Command("why", Topic.HISTORY, Role.RESIDENT, lambda: plain("command-why"), ("/why 123",), in_menu=False),
    Command(
        "heatmap",
        Topic.HISTORY,
        Role.RESIDENT,
        lambda: plain("command-heatmap"),
        ("/heatmap", "/heatmap 30d", "/heatmap Grace 90d"),
    ),
    Command("stats", Topic.HISTORY, Role.RESIDENT, lambda: plain("command-stats"), ("/stats", "/stats 30d")),
    Command("digest", Topic.HISTORY, Role.RESIDENT, lambda: plain("command-digest")),
    Command(
        "snooze",
        Topic.QUIET,
        Role.RESIDENT,
        lambda: plain("command-snooze"),
        ("/snooze", "/snooze 8h", "/snooze until 7am", "/snooze front door 2h", "/snooze Grace"),
        in_groups=True,
    ),
    Command(
        "quiet",
        Topic.QUIET,
        Role.RESIDENT,
        lambda: plain("command-quiet"),
        ("/quiet", "/quiet weekdays 22:00-6:30", "/quiet off"),
    ),
    Command(
        "photo",
        Topic.ALERTS,
        Role.RESIDENT,
        lambda: plain("command-photo"),
        ("/photo", "/photo front door"),
        in_groups=True,
    ),
    Command("people", Topic.FACES, Role.RESIDENT, lambda: plain("command-people")),
    Command("cancel", Topic.FACES, Role.GUEST, lambda: plain("command-cancel"), in_menu=False),
    Command("door", Topic.DOOR, Role.GUEST, lambda: plain("command-door"), in_groups=True),
    Command("unlock", Topic.DOOR, Role.RESIDENT, lambda: plain("command-unlock")),
    Command("lock", Topic.DOOR, Role.RESIDENT, lambda: plain("command-lock")),
    Command(
        "lockdown",
        Topic.DOOR,
        Role.OWNER,
        lambda: plain("command-lockdown"),
        ("/lockdown", "/lockdown off"),
    ),
    Command("pin", Topic.DOOR, Role.GUEST, lambda: plain("command-pin")),
    Command("settings", Topic.ALERTS, Role.GUEST, lambda: plain("command-settings"), in_groups=True),
    Command("status", Topic.HOUSEHOLD, Role.RESIDENT, lambda: plain("command-status")),
    Command("household", Topic.HOUSEHOLD, Role.OWNER, lambda: plain("command-household")),
    Command("invite", Topic.HOUSEHOLD, Role.OWNER, lambda: plain("command-invite")),
    Command(
        "help",
        Topic.HOUSEHOLD,
        Role.GUEST,
        lambda: plain("command-help"),
        ("/help", "/help photo", "/help alerts"),
        in_groups=True,
    ),
    Command("start", Topic.HOUSEHOLD, Role.GUEST, lambda: plain("command-start"), in_menu=False),
)


def allowed(role: Role) -> tuple[Command, ...]:
    return tuple(command for command in COMMANDS if RANKS[command.least] <= RANKS[role])


def find(name: str) -> Command | None:
    return next((command for command in COMMANDS if command.name == name), None)
