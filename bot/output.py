"""Standard output where it cannot be written: its reader has gone, the disk is full, a letter is missing."""

from __future__ import annotations

import codecs
import io
import os
import sys

READER_GONE = 141
"""As of a program that SIGPIPE ends: 128 + 13."""


def escape_letters() -> None:
    """What the terminal's encoding lacks is printed as \\u00fc, which JSON reads too."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        codecs.register_error("latchkey.escaped", _escaped)
        sys.stdout.reconfigure(errors="latchkey.escaped")


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4)), error.end


def trouble(raised: BaseException | None = None) -> int | None:
    """Writes what is still to be written; the exit code where that fails, and a sentence on stderr.

    Where the reader has gone (`| head -1`) nobody wants to know more. `raised`: what ended the work, which of
    a long output is this already.
    """
    if sys.stdout is None:
        return None
    try:
        sys.stdout.flush()
        if isinstance(raised, BrokenPipeError):
            raise raised
    except BrokenPipeError:
        _give_up()
        return READER_GONE
    except OSError as error:
        _give_up()
        print(f"latchkey: the output cannot be written: {error.strerror or error}", file=sys.stderr)
        return 1
    return None


def _give_up() -> None:
    """Else the interpreter would try again at its end, and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
