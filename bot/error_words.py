"""What went wrong, for people: the error's own sentence, and in other languages words of theirs before it."""

from __future__ import annotations

from bot.texts import plain
from pipeline.errors import (
    ClipError,
    DoorbellBusy,
    DoorbellError,
    LatchkeyError,
    LockError,
    LockLimit,
    LockOffline,
    LockRefused,
    LoginNeeded,
    ModelError,
    PhotoError,
    StoreError,
    WorkerError,
)


def spoken(error: LatchkeyError) -> str:
    """Plain text, in the language of the chat."""
    sentence = str(error)
    match error:
        case LoginNeeded():
            return plain("trouble-login", sentence=sentence)
        case DoorbellBusy():
            return plain("trouble-ring-busy", sentence=sentence)
        case DoorbellError():
            return plain("trouble-ring", sentence=sentence)
        case LockRefused():
            return plain("trouble-lock-refused", sentence=sentence)
        case LockOffline():
            return plain("trouble-lock-offline", sentence=sentence)
        case LockLimit():
            return plain("trouble-lock-limit", sentence=sentence)
        case LockError():
            return plain("trouble-lock", sentence=sentence)
        case ModelError() | ClipError() | PhotoError() | WorkerError():
            return plain("trouble-analysing", sentence=sentence)
        case StoreError():
            return plain("trouble-store", sentence=sentence)
        case _:
            return sentence
