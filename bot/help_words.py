"""/help in words: by topic, and for one command. Pure; HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bot import camera_names
from bot.command_list import Command, Topic, allowed
from bot.texts import plain, say
from pipeline.types import Camera
from storage.access import Role

SHOWN = 2
"""Examples of a command in its topic; the rest is told where that command alone is asked for."""


def overview(cameras: Sequence[Camera], role: Role) -> Markup:
    """`cameras`: those this reader hears of."""
    if role is Role.GUEST:
        return say("help-guest", cameras=camera_names.listed(cameras) if cameras else say("help-no-cameras"))
    return say("help", cameras=camera_names.listed(cameras))


def topic(about: Topic, role: Role, bot_name: str) -> Markup:
    lines = [_in_topic(one) for one in allowed(role) if one.topic is about]
    if about is Topic.ALERTS and role is Role.GUEST:
        introduction = say("help-alerts-guest")
    else:
        introduction = _introduction(about, bot_name)
    return Markup("\n\n").join([introduction, Markup("\n").join(lines)]).rstrip()


def command(one: Command) -> Markup:
    """What it does, who may, and how it is said."""
    who = say("help-who", role=one.least.value)
    told = say("help-examples", examples=_typed(one.usage))
    return Markup("\n").join([_of_command(one), who, told])


def topics(role: Role) -> list[Topic]:
    """Those that hold something for this role."""
    return [about for about in Topic if any(one.topic is about for one in allowed(role))]


def label(about: Topic) -> str:
    match about:
        case Topic.ALERTS:
            return plain("topic-alerts")
        case Topic.HISTORY:
            return plain("topic-history")
        case Topic.QUIET:
            return plain("topic-quiet")
        case Topic.FACES:
            return plain("topic-faces")
        case Topic.DOOR:
            return plain("topic-door")
        case Topic.HOUSEHOLD:
            return plain("topic-household")


def _in_topic(one: Command) -> Markup:
    """What it does, and below it what may be said with it."""
    return Markup("\n").join([_of_command(one), *([_typed(one.examples[:SHOWN])] if one.examples else [])])


def _typed(examples: Iterable[str]) -> Markup:
    """A tap on one copies it."""
    return Markup(", ").join(Markup("<code>{}</code>").format(example) for example in examples)


def _of_command(one: Command) -> Markup:
    return say("help-of-command", name=one.name, line=one.line())


def _introduction(about: Topic, bot_name: str) -> Markup:
    match about:
        case Topic.ALERTS:
            return say("help-alerts")
        case Topic.HISTORY:
            return say("help-history")
        case Topic.QUIET:
            return say("help-quiet")
        case Topic.FACES:
            return say("help-faces")
        case Topic.DOOR:
            return say("help-door")
        case Topic.HOUSEHOLD:
            return say("help-household", bot=bot_name)
