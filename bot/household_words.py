"""/household and /invite in words and buttons. Pure; HTML and inline keyboards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from urllib.parse import urlencode

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot import camera_names
from bot.callbacks import button
from bot.lengths import short
from bot.names import unturned
from bot.settings_words import camera_rows
from bot.texts import plain, say
from bot.times import spoken, until
from pipeline.types import Camera
from storage.access import Role
from storage.chats import ChatChoices
from storage.household import Member
from storage.invites import Invite

A_ROW = 2
LABEL_LIMIT = 30

Page = tuple[Markup, InlineKeyboardMarkup]


def role_word(role: Role) -> Markup:
    match role:
        case Role.OWNER:
            return say("role-owner")
        case Role.RESIDENT:
            return say("role-resident")
        case Role.GUEST:
            return say("role-guest")


def household(
    members: Sequence[Member],
    invites: Sequence[Invite],
    groups: Sequence[ChatChoices],
    cameras: Sequence[Camera],
    now: datetime,
    zone: tzinfo,
) -> Page:
    """Everybody, the open invites, and the groups that hear of visits."""
    blocks = [
        Markup("\n").join([say("household-title"), *(_line(one, cameras, now, zone) for one in members)])
    ]
    others = [one for one in members if one.role is not Role.OWNER]
    if not others:
        blocks.append(say("household-alone"))
    if invites:
        lines = [_invite_line(place, one, now, zone) for place, one in enumerate(invites, start=1)]
        blocks.append(Markup("\n").join([say("household-invites"), *lines]))
    if groups:
        lines = [Markup(short(group_name(group))) for group in groups]
        blocks.append(Markup("\n").join([say("household-groups"), *lines]))
    buttons = [button(_label(one.name), "member", one.user_id) for one in others]
    rows = [buttons[start : start + A_ROW] for start in range(0, len(buttons), A_ROW)]
    if any(one.suspended for one in others):
        rows.append([button(plain("restored-open"), "restored")])
    rows += [
        [button(plain("household-withdraw", place=place), "void", one.id, "list")]
        for place, one in enumerate(invites, start=1)
    ]
    rows += [
        [button(plain("household-silence", group=_label(group_name(one))), "silence", one.chat_id)]
        for one in groups
    ]
    return Markup("\n\n").join(blocks), InlineKeyboardMarkup(rows)


def _line(member: Member, cameras: Sequence[Camera], now: datetime, zone: tzinfo) -> Markup:
    if member.last_seen_at is None:
        seen = say("household-never-seen")
    else:
        seen = say("household-seen", when=spoken(member.last_seen_at, now, zone))
    name, role = Markup(short(member.name)), role_word(member.role)
    line = say("household-member", name=name, role=role, seen=seen)
    return Markup("; ").join([line, *_limits(member, cameras)])


def _limits(member: Member, cameras: Sequence[Camera]) -> list[Markup]:
    if member.suspended:
        return [say("household-suspended")]
    if member.role is Role.RESIDENT and not member.may_unlock:
        return [say("household-no-door")]
    if member.role is not Role.GUEST:
        return []
    granted = [camera for camera in cameras if camera.id in member.cameras]
    if not granted:
        return [say("household-hears-nothing")]
    return [say("household-hears", cameras=camera_names.listed(granted))]


def _invite_line(place: int, invite: Invite, now: datetime, zone: tzinfo) -> Markup:
    ends = until(invite.expires_at, now, zone)
    return say("household-invite", place=place, role=role_word(invite.role), until=ends)


def group_name(group: ChatChoices) -> str:
    return unturned(group.title or "") or str(group.chat_id)


def _label(name: str) -> str:
    return unturned(name)[:LABEL_LIMIT]


def person(member: Member, cameras: Sequence[Camera], now: datetime, zone: tzinfo) -> Page:
    """One of the household, with what the owner may change about them."""
    number, other = member.user_id, Role.GUEST if member.role is Role.RESIDENT else Role.RESIDENT
    roles = {Role.RESIDENT: plain("button-resident"), Role.GUEST: plain("button-guest")}
    rows = [
        [button(roles[other], "role", number, other.value), button(plain("button-remove"), "remove", number)]
    ]
    if member.role is Role.RESIDENT and member.may_unlock:
        rows.append([button(plain("button-withdraw-door"), "key", number, 0)])
    elif member.role is Role.RESIDENT:
        rows.append([button(plain("button-give-door"), "key", number, 1)])
    else:
        rows += camera_rows(cameras, member.cameras, "grant", number)
    if member.role is Role.RESIDENT:
        rows.append([button(plain("button-make-owner"), "makeowner", number)])
    if member.proves:
        rows.append([button(plain("button-reset-pin"), "resetpin", number)])
    rows.append(_back())
    return _line(member, cameras, now, zone), InlineKeyboardMarkup(rows)


def hand_over(member: Member, until: str) -> Markup:
    """Asked before it is done."""
    return say("hand-over-sure", name=Markup(short(member.name)), until=until)


def removal(member: Member) -> Page:
    """Asked before it is done."""
    confirm = button(plain("button-confirm"), "removenow", member.user_id)
    cancel = button(plain("button-cancel"), "member", member.user_id)
    return say("household-remove", name=Markup(short(member.name))), InlineKeyboardMarkup([[confirm, cancel]])


def removed(name: str) -> Page:
    return say("household-removed", name=Markup(short(name))), InlineKeyboardMarkup([_back()])


def _back() -> list[InlineKeyboardButton]:
    return [button(plain("household-all"), "household")]


def whom(question_id: int) -> Page:
    """Whom to invite."""
    resident = button(plain("invite-resident"), "invite", question_id, Role.RESIDENT.value)
    guest = button(plain("invite-guest"), "invite", question_id, Role.GUEST.value)
    return say("invite-whom"), InlineKeyboardMarkup([[resident, guest]])


def invite(invite: Invite, code: str, bot_name: str, now: datetime, zone: tzinfo) -> Markup:
    """The one message that ever shows the code."""
    ends, link = until(invite.expires_at, now, zone), invite_link(code, bot_name)
    if invite.role is Role.GUEST:
        return say("invite-made-guest", until=ends, link=link, code=code)
    return say("invite-made-resident", until=ends, link=link, code=code)


def invite_link(code: str, bot_name: str) -> str:
    return f"https://t.me/{bot_name}?{urlencode({'start': code})}"


def invite_keyboard(invite: Invite, cameras: Sequence[Camera]) -> InlineKeyboardMarkup:
    guest = invite.role is Role.GUEST
    rows = camera_rows(cameras, invite.cameras, "share", invite.id) if guest else []
    return InlineKeyboardMarkup([*rows, [button(plain("invite-withdraw"), "void", invite.id, "here")]])
