"""One list of commands: handlers, menus, help, docs and suggestions agree with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot import camera_names, command_page, help_words, routes, suggestions
from bot.access import NEEDED
from bot.command_list import COMMANDS, RANKS, Command, Topic, allowed, find
from bot.question import parse
from bot.quiet_wish import quiet_wish
from bot.rhythm_choice import Choice
from bot.rhythm_reading import read
from bot.snooze_wish import Thing, wish
from bot.texts import LANGUAGES, speaking
from bot.vocabulary import vocabulary
from pipeline.types import Camera
from storage.access import Role
from storage.people import Person
from tests.conftest import REPO


def test_every_command_has_a_handler_and_every_handler_a_command() -> None:
    assert {command.name for command in COMMANDS} == set(routes.COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_handler_asks_for_the_role_that_the_list_tells(command: Command) -> None:
    assert NEEDED.get(routes.COMMANDS[command.name], Role.GUEST) is command.least


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_telegram_takes_it_into_a_menu(command: Command) -> None:
    assert re.fullmatch("[a-z0-9_]{1,32}", command.name)
    for language in LANGUAGES:
        with speaking(language):
            assert 1 <= len(command.line()) <= 60, "one line of a phone's menu"
            assert command.usage
            assert all(example.split()[0] == f"/{command.name}" for example in command.usage)


def test_a_role_may_whatever_a_lower_one_may() -> None:
    guest, resident, owner = (set(allowed(role)) for role in sorted(RANKS, key=RANKS.__getitem__))
    assert guest < resident < owner == set(COMMANDS)


@pytest.mark.parametrize(
    ("typed", "role", "meant"),
    [
        ("stauts", Role.OWNER, "status"),
        ("Evnets", Role.RESIDENT, "events"),
        ("photos", Role.RESIDENT, "photo"),
        ("foto", Role.RESIDENT, "photo"),
        ("setings", Role.GUEST, "settings"),
        ("invit", Role.RESIDENT, None),
        ("invit", Role.OWNER, "invite"),
        ("sesame", Role.OWNER, None),
        ("", Role.OWNER, None),
        ("<b>", Role.OWNER, None),
    ],
)
def test_the_nearest_one_that_may_be_said_is_suggested(typed: str, role: Role, meant: str | None) -> None:
    assert suggestions.nearest(typed, role) == meant


def test_a_suggestion_keeps_what_was_written_behind_and_escapes_it() -> None:
    said = suggestions.unknown("phto", "front <door>", Role.OWNER)
    assert "did you mean /photo?" in said
    assert "<code>/photo front &lt;door&gt;</code>" in said
    assert "/help lists" in suggestions.unknown("sesame", "", Role.OWNER)


def test_a_missing_slash_is_noticed_but_words_are_not_taken_for_commands() -> None:
    assert "/status" in suggestions.not_understood(" Staus", Role.OWNER)
    for words in ("who came yesterday?", "door bell", "invite", "🙂"):
        assert "did not understand" in suggestions.not_understood(words, Role.RESIDENT)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", Topic)
def test_help_names_every_command_of_its_topic_that_may_be_said(topic: Topic, language: str) -> None:
    with speaking(language):
        shown = {role: help_words.topic(topic, role, "latchkey_bot") for role in Role}
    for command in COMMANDS:
        for role in Role:
            may = command.topic is topic and command in allowed(role)
            assert (f"<b>/{command.name}</b>" in shown[role]) is may


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_help_gives_as_an_example_is_understood(language: str) -> None:
    now, zone = datetime(2026, 11, 21, 14, 7, tzinfo=UTC), ZoneInfo("Europe/Berlin")
    grace, front = Person(1, "grace", "Grace", 1, None), Camera("1", "Front Door / Haustür")
    known = vocabulary([grace], [front])
    things = [Thing("Grace", person_id=1), Thing(front.name, camera_id="1")]
    reading: dict[str, Callable[[str], object]] = {
        "events": lambda text: parse(text, known, now, zone),
        "heatmap": lambda text: read(text, known, Choice(), now, zone),
        "stats": lambda text: read(text, known, Choice(7), now, zone),
        "snooze": lambda text: wish(text, things, now, zone),
        "quiet": quiet_wish,
        "photo": lambda text: camera_names.find([front], text),
    }
    with speaking(language):
        examples = {name: list(found.examples) for name in reading if (found := find(name))}
    assert all(examples.values())
    for name, typed in examples.items():
        for one in typed:
            assert reading[name](one.removeprefix(f"/{name} ")), one


def test_the_page_is_what_the_code_says() -> None:
    page = (REPO / "docs" / "commands.md").read_text()
    assert page == command_page.commands_page(), "run: make docs"
    assert all(f"`/{command.name}`" in page for command in COMMANDS)
