"""One rule for every file with a secret, and for the store: its runner's alone, or it is not used.

And for the folders with pictures: what others may see of them is mended, since nobody chose it; a clone, a
copy and a new folder are open to all as a rule. A secret that others could read may be known already: that
is for its owner to hear before anything else happens.
"""

from __future__ import annotations

import os
import pwd
import shlex
import stat
from collections.abc import Iterator
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def exposure(path: Path) -> str | None:
    """A file's wrong owner or rights, and the command that mends it. None: they are right, or no file."""
    try:
        about = path.stat()
    except OSError:
        return None  # not there, or it cannot even be looked at: whoever reads it says so
    return exposed(path, about)


def exposed(path: Path, about: os.stat_result) -> str | None:
    """As `exposure`, for a file that is open already."""
    wanted = f"chmod {PRIVATE_FILE:o} {shlex.quote(str(path.absolute()))}"
    if about.st_uid != os.geteuid():
        runner = _name(os.geteuid())
        mended = f"sudo chown {runner} {shlex.quote(str(path.absolute()))} && {wanted}"
        return f"it belongs to {_name(about.st_uid)}, and not to {runner}, who runs Latchkey: {mended}"
    if about.st_mode & OTHERS:
        return f"others on this machine may read it: {wanted}"
    return None


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def make_private(folder: Path) -> int:
    """Takes away what others may do in the folder and below it; of how many files and folders.

    Links are left alone, and so is what belongs to somebody else below it. OSError where the folder itself
    stays open to others. Blocks.
    """
    mended = _closed(folder)
    if folder.stat().st_mode & OTHERS:
        raise PermissionError(0, "its disk keeps no rights")
    return mended + sum(close_to_others(path) for path in _below(folder))


def close_to_others(path: Path) -> bool:
    """Whether something had to be taken away, and could be. Not behind a link, nor of a file that is gone."""
    try:
        return not path.is_symlink() and _closed(path)
    except OSError:
        return False


def _below(folder: Path) -> Iterator[Path]:
    for top, folders, files in os.walk(folder):
        for name in (*folders, *files):
            yield Path(top, name)


def _closed(path: Path) -> bool:
    mode = path.stat().st_mode
    if not mode & OTHERS:
        return False
    path.chmod(PRIVATE_FOLDER if stat.S_ISDIR(mode) else PRIVATE_FILE)
    return True
