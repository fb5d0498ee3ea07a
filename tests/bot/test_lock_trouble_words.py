"""Each trouble of the lock is a sentence of its own, in the language of the chat."""

from __future__ import annotations

import pytest

from bot.error_words import spoken
from bot.texts import speaking
from pipeline.errors import LockError
from pipeline.locks.call_limit import NotCounted, permit
from pipeline.locks.switchbot_errors import LIMIT, OFFLINE, REFUSALS
from pipeline.types import Need

CLOCK = "SwitchBot refuses the signature because this machine's clock is 12 min behind SwitchBot's: set it"

SENTENCES = {
    **dict(
        zip(REFUSALS.values(), ("kein Schloss", "kein solches Gerät", "keinen solchen Befehl"), strict=True)
    ),
    OFFLINE[161]: "Schloss ist offline",
    OFFLINE[171]: "Hub des Schlosses",
    LIMIT: "10.000 Aufrufe",
    f"{CLOCK} (timedatectl set-ntp true).": "12 min nachgeht",
    "SwitchBot refuses SWITCHBOT_TOKEN or SWITCHBOT_SECRET (401).": "SWITCHBOT_SECRET ab (401)",
    "SwitchBot refuses the call (404): is SWITCHBOT_API_URL right?": "Stimmt SWITCHBOT_API_URL?",
    "SwitchBot answered with a page instead of JSON.": "Webseite statt mit JSON",
    "SwitchBot's cloud has trouble (503).": "Schwierigkeiten (503)",
    "SwitchBot could not do it (status code 190).": "Statuscode 190",
    "SwitchBot's cloud cannot be reached: is the network up?": "Geht das Netz?",
    "SwitchBot's cloud did not answer in time.": "nicht rechtzeitig",
    "The connection to SwitchBot's cloud broke.": "abgebrochen",
    "SwitchBot's answer makes no sense (KeyError).": "keinen Sinn (KeyError)",
}


@pytest.mark.parametrize(("sentence", "german"), SENTENCES.items())
def test_in_the_language_of_the_chat(sentence: str, german: str) -> None:
    """In English what the log has, with typographic apostrophes."""
    same = spoken(LockError(sentence)).replace("’", "'").replace("the clock of the doorman's", "this")
    assert same.replace("this machine is", "this machine's clock is").startswith(sentence[:40])
    with speaking("de"):
        told = spoken(LockError(sentence))
    assert german in told
    assert "SwitchBot refuses" not in told


class Used(NotCounted):
    async def of_a_day(self) -> int:
        return 9_800


async def test_what_is_kept_for_commands_is_not_told_as_used_up() -> None:
    with pytest.raises(LockError) as refused:
        await permit(Used(), Need.LOOK)
    with speaking("de"):
        assert "9.800 verbraucht: Was bleibt, ist fürs Öffnen und Abschließen" in spoken(refused.value)
