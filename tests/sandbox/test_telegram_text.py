"""Texts and captions: their lengths, their markup, and what Telegram makes of them."""

from __future__ import annotations

import pytest
from telegram import Bot, Message, MessageEntity
from telegram.error import BadRequest

from deploy.sandbox.telegram import TelegramServer
from tests.sandbox.bot_side import ANN, ask, picture

RESERVED = "_*[]()~`>#+-=|{}.!"


def marks(message: Message) -> list[tuple[str, int, int]]:
    return [(str(entity.type), entity.offset, entity.length) for entity in message.entities]


async def test_a_text_has_at_most_4096_characters(bot: Bot) -> None:
    assert await bot.send_message(ANN, "x" * 4096)
    with pytest.raises(BadRequest, match=r"^Message is too long$"):
        await bot.send_message(ANN, "x" * 4097)


async def test_markup_does_not_count(bot: Bot) -> None:
    message = await bot.send_message(ANN, "<b>" + "x" * 4096 + "</b>", parse_mode="HTML")
    assert message.text == "x" * 4096


async def test_an_edited_text_has_at_most_4096_characters(bot: Bot) -> None:
    message = await bot.send_message(ANN, "x")
    with pytest.raises(BadRequest, match=r"(?i)^message_too_long$"):
        await message.edit_text("x" * 4097)


@pytest.mark.parametrize("text", ["", " \n ", "<b></b>"])
async def test_a_text_is_not_empty(bot: Bot, text: str) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(ANN, text, parse_mode="HTML")


async def test_a_caption_has_at_most_1024_characters(bot: Bot) -> None:
    message = await bot.send_photo(ANN, picture(), caption="x" * 1024)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(ANN, picture(), caption="x" * 1025)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await message.edit_caption("x" * 1025)


async def test_space_around_a_text_goes_and_marks_move_with_it(bot: Bot) -> None:
    message = await bot.send_message(ANN, "\n  <b> Grace </b>\n", parse_mode="HTML")
    assert message.text == "Grace"
    assert marks(message) == [("bold", 0, 5)]


async def test_offsets_count_utf16_units(bot: Bot) -> None:
    message = await bot.send_message(ANN, "🏟 🏟<b>é</b> 🚪 <i>🏟</i>", parse_mode="HTML")
    assert marks(message) == [("bold", 5, 1), ("italic", 10, 2)]
    assert message.parse_entity(message.entities[1]) == "🏟"


async def test_html(bot: Bot) -> None:
    source = (
        "<b>a<i>b</i></b><u>c</u><s>d</s><tg-spoiler>e</tg-spoiler><code>f</code>"
        '<a href="example.org">g</a><pre><code class="language-python">h</code></pre>'
        "<blockquote expandable>i</blockquote> &lt;&amp;&gt;&quot; &nbsp; &#233;"
    )
    message = await bot.send_message(ANN, source, parse_mode="HTML")
    assert message.text == 'abcdefghi <&>" &nbsp; é'
    assert marks(message) == [
        ("bold", 0, 2),
        ("italic", 1, 1),
        ("underline", 2, 1),
        ("strikethrough", 3, 1),
        ("spoiler", 4, 1),
        ("code", 5, 1),
        ("text_link", 6, 1),
        ("pre", 7, 1),
        ("expandable_blockquote", 8, 1),
    ]
    assert message.entities[6].url == "http://example.org/"
    assert message.entities[7].language == "python"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a < b", 'unsupported start tag "" at byte offset 2'),
        ("é<div>x</div>", 'unsupported start tag "div" at byte offset 2'),
        ("x<br/>", 'unsupported start tag "br/" at byte offset 1'),
        ("<!-- x -->", 'unsupported start tag "!--" at byte offset 0'),
        ("<b>x", 'can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "unexpected end tag at byte offset 1"),
        ("x<b", "unclosed start tag at byte offset 1"),
        ("<span>x</span>", 'tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_html_that_does_not_parse(bot: Bot, source: str, reason: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        await bot.send_message(ANN, source, parse_mode="HTML")
    assert str(refusal.value).lower() == f"can't parse entities: {reason}".lower()


async def test_markdown_v2(bot: Bot) -> None:
    source = (
        "*a _b_* __c__ ~d~ ||e|| `f\\`` [g](https://example.org/\\)) \\_\\.\n"
        "```python\nh```\n>i\n>j\nk\n>l\n>m||"
    )
    message = await bot.send_message(ANN, source, parse_mode="MarkdownV2")
    assert message.text == "a b c d e f` g _.\nh\ni\nj\nk\nl\nm"
    assert marks(message) == [
        ("bold", 0, 3),
        ("italic", 2, 1),
        ("underline", 4, 1),
        ("strikethrough", 6, 1),
        ("spoiler", 8, 1),
        ("code", 10, 2),
        ("text_link", 13, 1),
        ("pre", 18, 1),
        ("blockquote", 20, 3),
        ("expandable_blockquote", 26, 3),
    ]
    assert message.entities[6].url == "https://example.org/)"


@pytest.mark.parametrize("character", sorted(set(RESERVED) - set("_*[~`>")))
async def test_reserved_characters_must_be_escaped(bot: Bot, character: str) -> None:
    with pytest.raises(BadRequest, match="is reserved and must be escaped with the preceding"):
        await bot.send_message(ANN, f"a{character}b", parse_mode="MarkdownV2")
    escaped = await bot.send_message(ANN, f"a\\{character}b", parse_mode="MarkdownV2")
    assert escaped.text == f"a{character}b"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("🏟 🏟_x", "Can't find end of Italic entity at byte offset 9"),
        ("🏟 🏟_x * y _", "Can't find end of Italic entity at byte offset 16"),
        ("🏟 🏟__🏟 _🏟___", "Can't find end of Italic entity at byte offset 23"),
        ("🏟 🏟```a ", "Can't find end of PreCode entity at byte offset 9"),
        ("||x\\|", "Can't find end of Spoiler entity at byte offset 0"),
        ("[x](y", "Can't find end of a URL at byte offset 4"),
        (">*b\n>c\nd*", "Can't find end of Bold entity at byte offset 1"),
        ("a>", "Character '>' is reserved and must be escaped with the preceding '\\'"),
    ],
)
async def test_markdown_v2_that_does_not_parse(bot: Bot, source: str, reason: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        await bot.send_message(ANN, source, parse_mode="MarkdownV2")
    assert str(refusal.value).lower() == f"can't parse entities: {reason}".lower()


async def test_the_old_markdown(bot: Bot) -> None:
    message = await bot.send_message(ANN, "*a* _b_ `c` [d](https://e.org) \\*", parse_mode="Markdown")
    assert message.text == "a b c d *"
    assert marks(message) == [("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1), ("text_link", 6, 1)]
    with pytest.raises(BadRequest, match="can't find end of the entity starting at byte offset 2"):
        await bot.send_message(ANN, "a *b", parse_mode="Markdown")


async def test_another_parse_mode(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(ANN, "x", parse_mode="BBCode")


async def test_links_that_lead_nowhere_are_dropped(bot: Bot) -> None:
    message = await bot.send_message(ANN, '<a href="nowhere">x</a> <a href="">y</a>', parse_mode="HTML")
    assert message.text == "x y"
    assert message.entities == ()


async def test_a_link_to_a_known_user_is_a_mention(bot: Bot) -> None:
    source = f'<a href="tg://user?id={ANN}">she</a> <a href="tg://user?id=404">who</a>'
    message = await bot.send_message(ANN, source, parse_mode="HTML")
    assert marks(message) == [("text_mention", 0, 3)]
    assert message.entities[0].user is not None
    assert message.entities[0].user.id == ANN


async def test_links_commands_and_names_are_found(bot: Bot) -> None:
    text = "/open@latchkey_bot @ann a@b.org #door https://example.org/a?b. x/y <code>/no</code>"
    message = await bot.send_message(ANN, text, parse_mode="HTML")
    found = {str(entity.type): message.parse_entity(entity) for entity in message.entities}
    assert found == {
        "bot_command": "/open@latchkey_bot",
        "mention": "@ann",
        "email": "a@b.org",
        "hashtag": "#door",
        "url": "https://example.org/a?b",
        "code": "/no",
    }


async def test_given_entities(bot: Bot, telegram: TelegramServer) -> None:
    entities = [MessageEntity(MessageEntity.BOLD, 3, 2), MessageEntity(MessageEntity.ITALIC, 3, 1)]
    message = await bot.send_message(ANN, " 🚪ab ", entities=entities)
    assert marks(message) == [("bold", 2, 2), ("italic", 2, 1)]
    beyond = [{"type": "bold", "offset": 0, "length": 9}]
    answer = await ask(telegram, "sendMessage", chat_id=ANN, text="x", entities=beyond)
    assert answer["error_code"] == 400
