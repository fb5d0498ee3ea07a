"""/settings in words and buttons. Pure; HTML and inline keyboards."""

from __future__ import annotations

import json
from collections.abc import Container, Sequence

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import camera_names
from bot.callbacks import button
from bot.house_settings import SETTINGS, HouseSetting, Value
from bot.texts import plain, say
from pipeline.types import Camera
from storage.access import Role
from storage.chats import ChatChoices, Kind

A_ROW = 4


def tick(label: str, chosen: bool, verb: str, *arguments: object) -> InlineKeyboardButton:
    """A choice that a press turns around. The button says what it will be, so that two presses are one."""
    mark = "✅" if chosen else "⬜"
    return button(f"{mark} {label}", verb, *arguments, int(not chosen))


def camera_rows(
    cameras: Sequence[Camera], chosen: Container[str], verb: str, *arguments: object
) -> list[list[InlineKeyboardButton]]:
    """A tick each; `chosen` are ids."""
    return [[tick(camera_names.label(one), one.id in chosen, verb, *arguments, one.id)] for one in cameras]


def chat_page(
    choices: ChatChoices, cameras: Sequence[Camera], role: Role, *, dark: bool
) -> tuple[Markup, InlineKeyboardMarkup]:
    """What this chat hears of, and how. `cameras`: those it may choose from; `dark`: its charts."""
    group = choices.chat_id < 0
    if group and not choices.listening:
        ask = [button(plain("group-yes"), "group", 1)]
        return say("settings-group-silent"), InlineKeyboardMarkup([ask])
    lines = [say("settings-group") if group else say("settings-chat")]
    lines += [say("settings-nothing")] if _hears_nothing(choices, cameras) else []
    lines += [say("settings-guest")] if role is Role.GUEST else []
    lines += [] if group else [say("settings-language")]
    rows = [[tick(_kind(kind), kind in choices.kinds, "hears", kind.name.lower())] for kind in Kind]
    if len(cameras) > 1 or choices.cameras is not None:
        heard = [one.id for one in cameras if choices.hears_camera(one.id)]
        rows += camera_rows(cameras, heard, "hearscamera")
    rows += [] if role is Role.GUEST else _how(dark)
    rows.append([button(plain("settings-default"), "hearsall")])
    rows += [[button(plain("group-off"), "group", 0)]] if group else []
    rows += [[button(plain("settings-house-button"), "house")]] if role is Role.OWNER else []
    return Markup("\n\n").join(lines), InlineKeyboardMarkup(rows)


def _how(dark: bool) -> list[list[InlineKeyboardButton]]:
    """What guests have no use for: charts are not for them, nor is it theirs to silence the bot."""
    charts = tick(plain("settings-dark-charts"), dark, "chartlook")
    quiet = button(plain("settings-quiet-hours"), "quiethours")
    return [[charts], [quiet, button(plain("settings-snooze"), "snoozes")]]


def _hears_nothing(choices: ChatChoices, cameras: Sequence[Camera]) -> bool:
    return not choices.kinds or not any(choices.hears_camera(one.id) for one in cameras)


def _kind(kind: Kind) -> str:
    match kind:
        case Kind.KNOWN:
            return plain("settings-known")
        case Kind.STRANGERS:
            return plain("settings-strangers")
        case Kind.DINGS:
            return plain("settings-dings")


def house_page(values: dict[str, Value], days: int, mb: int) -> tuple[Markup, InlineKeyboardMarkup]:
    """All settings of the house; `values` by key. Pictures are kept so many `days`, and `mb` at most."""
    rows = [
        [button(f"{one.name()}: {one.shown(values[key])}", "house", key)] for key, one in SETTINGS.items()
    ]
    back = [button(plain("settings-back"), "settings")]
    return say("settings-house", days=days, mb=mb), InlineKeyboardMarkup([*rows, back])


def house_setting(
    setting: HouseSetting, value: Value, *, is_default: bool
) -> tuple[Markup, InlineKeyboardMarkup]:
    lines = [
        say("settings-house-one", name=setting.name(), about=setting.about(), value=setting.shown(value))
    ]
    lines += [say("settings-is-default")] if is_default else []
    choices = [
        button(("• " if one == value else "") + setting.shown(one), "house", setting.key, json.dumps(one))
        for one in setting.choices
    ]
    rows = [choices[start : start + A_ROW] for start in range(0, len(choices), A_ROW)]
    default = [] if is_default else [[button(plain("settings-default"), "house", setting.key, "default")]]
    back = [button(plain("settings-back"), "house")]
    return Markup("\n").join(lines), InlineKeyboardMarkup([*rows, *default, back])
