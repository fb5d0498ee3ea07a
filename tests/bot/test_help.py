"""/help by topic and by command, in place; what nobody knows gets a suggestion; in German too."""

from __future__ import annotations

from tests.bot.house import OWNER, House


async def test_help_turns_in_place(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.say("/help")
        page = await house.hears("What I do")
        topics = ["Alerts", "History", "Quiet", "Faces", "Door", "Household"]
        assert [button["text"] for button in page.buttons] == topics
        await house.press(page, "Door")
        await house.hears("/unlock: open the door", where=lambda message: message.id == page.id)
        await house.press(page, "All topics")
        await house.hears("What I do", where=lambda message: message.id == page.id)
        for words, answer in {
            "/help photo": "For example: /photo, /photo front door",
            "/help /Photo": "For residents and the owner.",
            "/help fotos": "/photo: a picture of this moment",
            "/help door": "/unlock: open the door",
            "/help /door": "/door: is it locked?",
            "/help history": "/heatmap: when your door is busy",
            "/help <b>nonsense": "I do not know “<b>nonsense”",
            "/snoze 8h": "did you mean /snooze?",
            "/setings": "did you mean /settings?",
        }.items():
            await house.say(words)
            await house.hears(answer)
        sent = await house.telegram.user_sends(OWNER, "/stats")
        await house.hears("No visits yet in the past 7 days")
        await house.telegram.user_edits(OWNER, OWNER, sent.id, "/status <b>")
        await house.hears("nothing was done. Send it anew, please:\n/status <b>")
        await house.say("/door")
        await house.hears("The door is")
        said = [one for one in house.from_bot() if one.id > sent.id and "faces alone" not in one.words]
        assert len(said) == 3, "an edited command does nothing else"


async def test_whoever_speaks_german_is_answered_in_german(quiet_house: House) -> None:
    quiet_house.telegram.add_user(OWNER, "Sam", language_code="de-AT")
    async with quiet_house.awake() as house:
        for words, answer in {
            "/start": "Hallo, ich bin Latchkey, dein Türsteher.",
            "/status": "Wie es mir geht",
            "/door": "Die Tür ist abgeschlossen und zu.",
            "/unlock": "Die Tür öffnen?",
            "/help": "Was ich tue",
            "/settings": "Wovon du hörst",
            "/household": "Sam, Besitzer, zuletzt hier heute",
            "/invite": "Wen lädst du ein?",
            "/statuss": "Meintest du /status?",
            "nanu": "„nanu“ habe ich nicht verstanden.",
        }.items():
            await house.say(words)
            await house.hears(answer)
