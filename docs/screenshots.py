"""The README's picture: the demo's chat page at a phone's width, after its first scenes. `make screenshots`.

Needs a Chromium or Chrome, and fonts with emoji (Debian: fonts-noto-color-emoji).
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Page, async_playwright, expect

HERE = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run"]
PHONE = {"width": 390, "height": 1180}
PATIENCE_MS = 90_000


async def main() -> None:
    browser_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser_path is None:
        sys.exit("a Chromium or Chrome is needed: apt install chromium")
    demo = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.cli",
        "demo",
        cwd=HERE.parent,
        env=os.environ,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        address = await _address(demo)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
            page = await browser.new_page(viewport=PHONE, device_scale_factor=2, color_scheme="light")
            await page.goto(address)
            await _story(page)
            await browser.close()
    finally:
        demo.terminate()
        await demo.wait()


async def _address(demo: asyncio.subprocess.Process) -> str:
    assert demo.stdout is not None
    while line := await demo.stdout.readline():
        if found := re.search(r"http://127\.0\.0\.1:\d+\S*", line.decode()):
            return found[0]
    sys.exit("the demo ended before it said where its page is")


async def _story(page: Page) -> None:
    """She comes as a stranger, gets a name, and comes again."""
    page.set_default_timeout(PATIENCE_MS)
    await page.locator("#start").click()
    await page.locator(".key", has_text="Who is it?").last.click()
    await expect(page.get_by_text("Who is this?").first).to_be_visible(timeout=PATIENCE_MS)
    await page.locator("#text").fill("Grace")
    await page.keyboard.press("Enter")
    await page.locator(".key", has_text="Save").last.click()
    await expect(page.get_by_text(re.compile(r"Grace \(0\.\d\d\)")).first).to_be_visible(timeout=PATIENCE_MS)
    # The chat alone, with room for both visits.
    await page.locator("#notice-close").click()
    await page.locator("#door-toggle").click()
    await page.mouse.move(1, 1)
    # The floating day's name and the bubbles' movements are over by then.
    await page.wait_for_timeout(3000)
    _write(await page.screenshot(), HERE / "chat.png")


def _write(png: bytes, path: Path) -> None:
    """With a palette: a third of the size, and no eye sees it."""
    Image.open(BytesIO(png)).convert("RGB").quantize(256).save(path, optimize=True)


if __name__ == "__main__":
    asyncio.run(main())
