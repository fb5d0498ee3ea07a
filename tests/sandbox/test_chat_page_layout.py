"""The page's body: it fits a phone, can be hit with a thumb, can be read, and talks to no stranger."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect
from telegram import InputMediaPhoto

from tests.sandbox.chat_window import DESK, PHONE, ROBIN, ChatWindow, chat_window, keyboard, picture

# The page that only the demo shows: its buttons, commands and door are in the suite.
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]

SCENES = [{"id": str(n), "title": f"A scene with a long title {n}", "hint": "A hint"} for n in range(5)]

PAIRS = [
    ("--ink", "--surface"),
    ("--soft", "--surface"),
    ("--soft", "--surface-2"),
    ("--ink", "--out"),
    ("--out-soft", "--out"),
    ("--link", "--surface"),
    ("--link", "--out"),
    ("--accent", "--surface"),
    ("--accent", "--accent-wash"),
    ("--accent-ink", "--accent"),
    ("--brass", "--surface"),
    ("--brass", "--page"),
    ("--soft", "--page"),
    ("--good", "--surface"),
    ("--good", "--surface-2"),
    ("--bad", "--surface"),
    ("--bad", "--bad-wash"),
]


async def _crowd(chat: ChatWindow) -> None:
    """Everything that has ever burst a chat's layout."""
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
    chat.server.set_scenes(SCENES, None)
    chat.server.set_notice(long)
    await chat.bot.set_my_commands([("events", long[:200]), ("status", "How I am")])
    await chat.server.user_sends(ROBIN, long)
    marked = f"<pre>{long}</pre><code>{long}</code> https://example.org/{long}"
    await chat.bot.send_message(ROBIN, marked, parse_mode="HTML")
    mixed = "שלום 🚪 مرحبا " * 20
    await chat.bot.send_message(ROBIN, mixed, reply_markup=keyboard("Clip,Open the door,Snooze", long[:50]))
    four = keyboard("One,Two,Three,Four")
    await chat.bot.send_photo(ROBIN, picture(1600, 200), caption=long, reply_markup=four)
    await chat.bot.send_photo(ROBIN, picture(100, 900), caption="tall")
    await chat.bot.send_media_group(ROBIN, [InputMediaPhoto(picture(40 * n, 200)) for n in range(1, 11)])
    await chat.bot.send_document(ROBIN, b"x", filename=f"{long[:50]}.csv")
    await chat.bot.send_message(ROBIN, "Short", reply_markup=keyboard("A,B,C", "D,E"))
    await chat.open()


@pytest.mark.parametrize("width", [360, 390, 430])
async def test_nothing_makes_a_phone_scroll_sideways(browser: Browser, width: int) -> None:
    view = PHONE | {"viewport": {"width": width, "height": 780}}
    async with chat_window(browser, **view) as chat:
        await _crowd(chat)
        assert await chat.page.evaluate("document.documentElement.scrollWidth") == width
        scroll = chat.page.locator("#scroll")
        assert await scroll.evaluate("view => view.scrollWidth <= view.clientWidth")
        spilled = await scroll.evaluate(
            """view => [...view.querySelectorAll('.row *')]
                .filter(node => { const box = node.getBoundingClientRect();
                    return box.width && (box.left < 0 || box.right > innerWidth); })
                .map(node => node.outerHTML.slice(0, 80))"""
        )
        assert spilled == []


async def test_whatever_is_tapped_is_large_enough(phone_chat: ChatWindow) -> None:
    await _crowd(phone_chat)
    await phone_chat.page.locator("#menu").click()
    small = await phone_chat.page.evaluate(
        """() => [...document.querySelectorAll('button, a.key, a.document, [role=option]')]
            .filter(node => !node.closest('.text, dialog') && node.getClientRects().length)
            .map(node => [node.id || node.className, node.getBoundingClientRect()])
            .filter(([_, box]) => box.width < 44 || box.height < 44)
            .map(([name, box]) => `${name} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
    )
    assert small == []


async def test_the_composer_stays_in_view_over_the_phones_keyboard(phone_chat: ChatWindow) -> None:
    await _crowd(phone_chat)
    await phone_chat.page.set_viewport_size({"width": 390, "height": 420})
    await expect(phone_chat.page.locator("#send")).to_be_in_viewport(ratio=1)
    await expect(phone_chat.page.locator(".key").last).to_be_in_viewport()
    assert await phone_chat.pixels_from_end() < 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_can_be_read_in_both_schemes(browser: Browser, scheme: str) -> None:
    view = DESK | {"color_scheme": scheme}
    async with chat_window(browser, **view) as chat:
        colours = await chat.page.evaluate(
            """names => Object.fromEntries(names.map(name => {
                document.body.style.color = `var(${name})`;
                const [red, green, blue] = getComputedStyle(document.body).color.match(/[0-9.]+/g);
                return [name, [red, green, blue].map(Number)];
            }))""",
            sorted({name for pair in PAIRS for name in pair}),
        )
        ratios = {(ink, ground): _contrast(colours[ink], colours[ground]) for ink, ground in PAIRS}
        assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


def _contrast(one: list[float], other: list[float]) -> float:
    """WCAG 2's contrast ratio of two sRGB colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: list[float]) -> float:
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


async def test_the_page_speaks_to_its_own_server_alone_and_lacks_nothing(chat: ChatWindow) -> None:
    missing: list[str] = []
    chat.page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    await _crowd(chat)
    await chat.page.locator(".frame").first.click()
    await expect(chat.page.locator("#lightbox-view img")).to_be_visible()
    assert len(chat.requests) > 20
    assert chat.strangers() == []
    assert missing == []


async def test_whoever_wants_no_motion_gets_none(browser: Browser) -> None:
    view = DESK | {"reduced_motion": "reduce"}
    async with chat_window(browser, **view) as chat:
        sent = await chat.bot.send_message(ROBIN, "here and gone")
        await expect(chat.newest).to_contain_text("here and gone")
        duration = await chat.newest.evaluate("row => getComputedStyle(row).animationDuration")
        assert float(duration.removesuffix("s")) < 0.001
        await sent.delete()
        await expect(chat.page.get_by_text("here and gone")).to_have_count(0)
        assert await chat.page.locator(".leaving").count() == 0
