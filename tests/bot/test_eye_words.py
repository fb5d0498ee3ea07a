"""What is said of a detector that is used all the same, from another process, in both languages."""

from __future__ import annotations

import pickle

import pytest

from bot.eye_words import because
from bot.texts import speaking
from pipeline.errors import ModelNotPinned
from pipeline.worker import Reservations, WorkerReport

CHANGED = ModelNotPinned("a/b.bin is not the file it should be.", "a/b.bin")


@pytest.mark.parametrize(
    ("reservations", "english", "german"),
    [
        (
            Reservations(unpinned=True),
            "An export: taken on its structure and the golden image, its checksums are not pinned",
            "Ein Export: nach seinem Aufbau und dem Probebild genommen, "
            "seine Prüfsummen sind nicht festgelegt",
        ),
        (
            Reservations(unpinned=False, passed_over=(CHANGED,)),
            "Used instead of another: a/b.bin is not the file it should be (its checksum differs). "
            "Bring it again: latchkey models fetch",
            "Benutzt statt eines anderen: a/b.bin ist nicht die Datei, die es sein soll "
            "(die Prüfsumme stimmt nicht). Hol sie neu: latchkey models fetch",
        ),
    ],
)
def test_it_is_said_in_the_language_of_the_chat(
    reservations: Reservations, english: str, german: str
) -> None:
    report = pickle.loads(pickle.dumps(WorkerReport("yolov8n", reservations)))
    assert because(report.because) == english
    with speaking("de"):
        assert because(report.because) == german
