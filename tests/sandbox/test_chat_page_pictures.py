"""Pictures both ways: shown in the chat, at full size, in albums; and sent from the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import FilePayload, Locator, expect
from telegram import InputMediaPhoto

from tests.sandbox.chat_window import ROBIN, ChatWindow, picture

# The page that only the demo shows: its buttons, commands and door are in the suite.
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]

COLOURS = ["#a33", "#3a3", "#33a", "#aa3", "#3aa", "#a3a", "#777"]


def _upload(name: str, colour: str = "#884422") -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture(colour=colour)}


async def _expect_loaded(image: Locator) -> None:
    await expect(image).to_have_js_property("complete", True)
    assert await image.evaluate("image => image.naturalWidth") > 0


async def test_a_photo_is_shown_with_its_caption(chat: ChatWindow) -> None:
    caption = "<b>Front door</b> · Grace"
    sent = await chat.bot.send_photo(ROBIN, picture(1280, 720), caption=caption, parse_mode="HTML")
    await _expect_loaded(chat.newest.locator(".frame img"))
    await expect(chat.newest.locator(".text strong")).to_have_text("Front door")
    box = await chat.newest.locator(".frame").bounding_box()
    assert box
    assert box["width"] / box["height"] == pytest.approx(16 / 9, rel=0.02)
    await sent.edit_caption("Side door")
    await expect(chat.newest.locator(".frame")).to_have_accessible_name("Open picture: Side door")


async def test_a_photo_opens_large_and_escape_leads_back(chat: ChatWindow) -> None:
    await chat.bot.send_photo(ROBIN, picture(1280, 720), caption="Front door")
    frame = chat.newest.locator(".frame")
    small = await frame.bounding_box()
    await frame.click()
    large = chat.page.get_by_role("dialog", name="Picture").locator("img")
    await _expect_loaded(large)
    fitted = await large.bounding_box()
    assert small
    assert fitted
    assert fitted["width"] > small["width"] * 2
    await expect(chat.page.locator("#lightbox-caption")).to_have_text("Front door")
    await large.click()
    await expect(large).not_to_have_css("width", f"{fitted['width']}px")
    zoomed = await large.bounding_box()
    assert zoomed
    assert zoomed["width"] >= fitted["width"] * 1.9
    await chat.page.keyboard.press("Escape")
    await expect(large).to_have_count(0)
    await expect(frame).to_be_focused()


async def test_the_arrow_keys_turn_through_the_chats_pictures(chat: ChatWindow) -> None:
    for name in ("one", "two", "three"):
        await chat.bot.send_photo(ROBIN, picture(), caption=name)
    await chat.page.locator(".frame").nth(1).click()
    caption = chat.page.locator("#lightbox-caption")
    await expect(caption).to_have_text("two")
    await chat.page.keyboard.press("ArrowRight")
    await expect(caption).to_have_text("three")
    await expect(chat.page.locator("#lightbox-newer")).to_be_hidden()
    await chat.page.keyboard.press("ArrowLeft")
    await chat.page.keyboard.press("ArrowLeft")
    await expect(caption).to_have_text("one")


@pytest.mark.parametrize("count", [2, 3, 5, 7])
async def test_an_album_is_one_bubble_with_a_grid(chat: ChatWindow, count: int) -> None:
    media = [InputMediaPhoto(picture(640, 480, colour)) for colour in COLOURS[:count]]
    await chat.bot.send_media_group(ROBIN, media, caption="Album")
    tiles = chat.newest.locator(".album .frame")
    await expect(tiles).to_have_count(count)
    await expect(chat.bubbles).to_have_count(2)
    await expect(chat.newest.locator(".text")).to_contain_text("Album")
    boxes = [await tile.bounding_box() for tile in await tiles.all()]
    bubble = await chat.newest.locator(".bubble").bounding_box()
    assert bubble
    areas = [box["width"] * box["height"] for box in boxes if box]
    assert len(areas) == count
    assert sum(areas) > 0.9 * bubble["width"] * (max(b["y"] + b["height"] for b in boxes if b) - bubble["y"])


async def test_a_picture_taken_out_of_an_album_leaves_the_others(chat: ChatWindow) -> None:
    sent = await chat.bot.send_media_group(ROBIN, [InputMediaPhoto(picture(colour=c)) for c in COLOURS[:3]])
    await expect(chat.newest.locator(".frame")).to_have_count(3)
    await chat.bot.delete_message(ROBIN, sent[1].message_id)
    await expect(chat.newest.locator(".frame")).to_have_count(2)


async def test_a_video_has_controls_and_plays(chat: ChatWindow, shared: Path) -> None:
    clip = shared / "clips" / "lin-manuel-shot.mp4"
    await chat.bot.send_video(ROBIN, clip, width=640, height=360, duration=4, caption="The clip")
    video = chat.newest.locator("video")
    await expect(video).to_have_attribute("controls", "")
    known = "video => video.readyState || new Promise(done => video.addEventListener('loadedmetadata', done))"
    await video.evaluate(known)
    assert await video.evaluate("video => video.videoWidth") > 0
    await video.evaluate("video => { video.muted = true; return video.play(); }")


async def test_a_document_can_be_saved_under_its_name(chat: ChatWindow) -> None:
    await chat.bot.send_document(ROBIN, b"a,b\n1,2\n", filename="events.csv", caption="Events")
    link = chat.newest.locator("a.document")
    await expect(link).to_contain_text("events.csv")
    await expect(link).to_contain_text("8 B")
    async with chat.page.expect_download() as download:
        await link.click()
    saved = await download.value
    assert saved.suggested_filename == "events.csv"
    assert (await saved.path()).read_bytes() == b"a,b\n1,2\n"


async def test_a_picture_is_looked_over_captioned_and_sent(chat: ChatWindow) -> None:
    await chat.page.locator("#files").set_input_files([_upload("grace.jpg")])
    tray = chat.page.get_by_role("dialog", name="Send a photo")
    await _expect_loaded(tray.locator("img"))
    await tray.get_by_label("Caption").fill("This is Grace")
    await tray.get_by_label("Caption").press("Enter")
    await expect(tray).to_be_hidden()
    got = await chat.server.wait_for(lambda message: bool(message.get("photo")))
    assert got["caption"] == "This is Grace"
    await expect(chat.newest).to_contain_class("out")
    await _expect_loaded(chat.newest.locator(".frame img"))


async def test_several_pictures_become_an_album_in_answer_to_a_message(chat: ChatWindow) -> None:
    question = await chat.bot.send_message(ROBIN, "Show me her face.")
    await chat.newest.hover()
    await chat.newest.get_by_role("button", name="Reply").click()
    await chat.page.locator("#files").set_input_files([_upload("1.jpg"), _upload("2.jpg"), _upload("3.jpg")])
    tray = chat.page.get_by_role("dialog", name="Send 3 photos")
    await tray.get_by_role("button", name="Remove 2.jpg").click()
    await chat.page.locator("#tray-send").click()
    await expect(chat.newest.locator(".frame")).to_have_count(2)
    photos = [message for message in chat.server.messages(ROBIN) if message.get("photo")]
    assert len({message["media_group_id"] for message in photos}) == 1
    assert photos[0]["reply_to_message"]["message_id"] == question.message_id
    await expect(chat.page.locator("#reply-bar")).to_be_hidden()


async def test_a_picture_can_go_as_a_file(chat: ChatWindow) -> None:
    await chat.page.locator("#files").set_input_files([_upload("door.jpg")])
    await chat.page.get_by_label("Send as files").check()
    await chat.page.locator("#tray-send").click()
    await expect(chat.newest.locator(".document")).to_contain_text("door.jpg")
    assert chat.server.messages(ROBIN)[-1]["document"]["file_name"] == "door.jpg"


async def test_a_refused_picture_says_why_and_stays_in_the_tray(chat: ChatWindow) -> None:
    broken: FilePayload = {"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": b"this is no picture"}
    await chat.page.locator("#files").set_input_files([broken])
    await chat.page.locator("#tray-send").click()
    await expect(chat.page.locator("#tray-trouble")).not_to_be_empty()
    await expect(chat.page.locator("#tray-pictures > li")).to_have_count(1)
    await chat.page.keyboard.press("Escape")
    await expect(chat.page.locator("#tray")).to_be_hidden()
    await expect(chat.bubbles).to_have_count(1)
    chat.troubles.clear()  # Chromium itself notes the 400 and the picture that is none.


@pytest.mark.parametrize("way", ["paste", "drop"])
async def test_a_picture_can_be_pasted_and_dropped(chat: ChatWindow, way: str) -> None:
    script = """([way, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "shot.jpg", {type: "image/jpeg"}));
        const about = {bubbles: true, cancelable: true};
        window.dispatchEvent(way === "paste"
            ? new ClipboardEvent("paste", {clipboardData: data, ...about})
            : new DragEvent("drop", {dataTransfer: data, ...about}));
    }"""
    await chat.page.evaluate(script, [way, list(picture(80, 60))])
    await expect(chat.page.get_by_role("dialog", name="Send a photo")).to_be_visible()
    await chat.page.locator("#tray-send").click()
    await _expect_loaded(chat.newest.locator(".frame img"))
