"""Everything that can go wrong, translated once at the edge.

    LatchkeyError
    |-- SettingsError            a setting, a file right, the machine
    |-- DoorbellError            Ring
    |   |-- LoginNeeded          the token is gone or refused: only a new login helps
    |   |   `-- CodeAsked        Ring wants the second factor before it renews the login
    |   |-- CodeNeeded           the password was right, the 2FA code is missing or wrong
    |   |-- LoginRefused         wrong user or password at `latchkey login`
    |   |-- DoorbellBusy         rate-limited; `retry_after` seconds where it is known
    |   |-- DoorbellUnreachable  no answer, 5xx, a page instead of JSON: try later
    |   |-- RecordingNotReady    404: the clip is not there yet
    |   `-- RecordingUnusable    an HTML page, nothing, or half a file instead of a clip
    |-- LockError                SwitchBot
    |   |-- LockRefused          wrong token or secret, or not ours
    |   |-- LockOffline          the lock or its hub does not answer the cloud
    |   |-- LockUnreachable      the cloud does not answer; `ambiguous` if the command may have arrived
    |   `-- LockLimit            the daily limit of calls
    |-- ModelError               a model file missing, changed, or computing nonsense
    |   |-- ModelsMissing        there are none in `place`, or that file is not there
    |   `-- ModelNotPinned       the file `place` is not the one that was tried and pinned
    |-- ClipError                a clip that cannot be read
    |-- PhotoError               a photo that cannot be used for enrolment
    |-- WorkerError              the analysing process died or hung
    |   `-- NoWorker             there is no process to analyse with: try later
    `-- StoreError               the database cannot be opened, read or written
        |-- StoreInUse           another process runs on it
        |-- StoreDamaged         what is in the file is no whole database
        `-- BackupUnusable       a backup is not whole, or none of ours

The message is one sentence for people: what happened and what to do. It never holds a secret.
Fields survive pickling, since some are raised in a worker process.
"""

from __future__ import annotations


class LatchkeyError(Exception):
    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.args, dict(self.__dict__)))


def _rebuild(kind: type[LatchkeyError], args: tuple[object, ...], fields: dict[str, object]) -> LatchkeyError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(fields)
    return error


class SettingsError(LatchkeyError):
    """`problems`: one line each, naming the setting, the value and what would do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class DoorbellError(LatchkeyError):
    pass


class LoginNeeded(DoorbellError):
    pass


class CodeAsked(LoginNeeded):
    pass


class CodeNeeded(DoorbellError):
    pass


class LoginRefused(DoorbellError):
    pass


class DoorbellBusy(DoorbellError):
    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class DoorbellUnreachable(DoorbellError):
    pass


class RecordingNotReady(DoorbellError):
    pass


class RecordingUnusable(DoorbellError):
    pass


class LockError(LatchkeyError):
    pass


class LockRefused(LockError):
    pass


class LockOffline(LockError):
    pass


class LockUnreachable(LockError):
    def __init__(self, message: str, ambiguous: bool = False) -> None:
        super().__init__(message)
        self.ambiguous = ambiguous


class LockLimit(LockError):
    pass


class ModelError(LatchkeyError):
    pass


class ModelsMissing(ModelError):
    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(message)
        self.place = place


class ModelNotPinned(ModelError):
    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(message)
        self.place = place


class ClipError(LatchkeyError):
    pass


class PhotoError(LatchkeyError):
    pass


class WorkerError(LatchkeyError):
    pass


class NoWorker(WorkerError):
    pass


class StoreError(LatchkeyError):
    pass


class PeopleChanged(LatchkeyError):
    """Who is known, or what was said of a face, is not as it was when a clip was looked at."""


class StoreInUse(StoreError):
    pass


class StoreDamaged(StoreError):
    pass


class BackupUnusable(StoreError):
    pass
