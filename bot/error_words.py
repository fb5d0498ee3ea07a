"""What went wrong, for people: the error's own sentence; in other languages what happened and what to do, and
that sentence after it, since it names the cause as the log has it."""

from __future__ import annotations

from bot import lock_trouble_words, ring_trouble_words
from bot.texts import plain
from pipeline.errors import (
    BackupUnusable,
    ClipError,
    CodeAsked,
    DoorbellBusy,
    DoorbellError,
    DoorbellUnreachable,
    LatchkeyError,
    LockError,
    LockLimit,
    LockOffline,
    LockRefused,
    LoginNeeded,
    ModelError,
    ModelNotPinned,
    ModelsMissing,
    NoWorker,
    PhotoError,
    RecordingNotReady,
    RecordingUnusable,
    StoreDamaged,
    StoreError,
    WorkerError,
)


def spoken(error: LatchkeyError) -> str:
    """Plain text, in the language of the chat."""
    sentence = str(error)
    match error:
        case DoorbellError():
            return ring_trouble_words.told(sentence) or _of_ring(error, sentence)
        case LockError():
            return lock_trouble_words.told(sentence) or _of_the_lock(error, sentence)
        case ModelError():
            return _of_the_models(error, sentence)
        case ClipError():
            return plain("trouble-clip", sentence=sentence)
        case PhotoError():
            return plain("trouble-photo", sentence=sentence)
        case NoWorker():
            return plain("trouble-no-worker", sentence=sentence)
        case WorkerError():
            return plain("trouble-analysing", sentence=sentence)
        case StoreDamaged():
            return plain("trouble-store-damaged", sentence=sentence)
        case BackupUnusable():
            return plain("trouble-backup-unusable", sentence=sentence)
        case StoreError():
            return plain("trouble-store", sentence=sentence)
        case _:
            return plain("trouble-other", sentence=sentence)


def _of_ring(error: DoorbellError, sentence: str) -> str:
    match error:
        case CodeAsked():
            return plain("supervision-code-asked", sentence=sentence)
        case LoginNeeded():
            return plain("trouble-login", sentence=sentence)
        case DoorbellBusy():
            return plain("trouble-ring-busy", sentence=sentence)
        case DoorbellUnreachable():
            return plain("trouble-ring-away", sentence=sentence)
        case RecordingNotReady():
            return plain("trouble-recording-not-ready", sentence=sentence)
        case RecordingUnusable():
            return plain("trouble-recording-unusable", sentence=sentence)
        case _:
            return plain("trouble-ring", sentence=sentence)


def _of_the_models(error: ModelError, sentence: str) -> str:
    match error:
        case ModelsMissing():
            return plain("trouble-models-missing", place=error.place)
        case ModelNotPinned():
            return plain("trouble-model-not-pinned", place=error.place)
        case _:
            return plain("trouble-model", sentence=sentence)


def _of_the_lock(error: LockError, sentence: str) -> str:
    match error:
        case LockRefused():
            return plain("trouble-lock-refused", sentence=sentence)
        case LockOffline():
            return plain("trouble-lock-offline", sentence=sentence)
        case LockLimit():
            return plain("trouble-lock-limit", sentence=sentence)
        case _:
            return plain("trouble-lock", sentence=sentence)
