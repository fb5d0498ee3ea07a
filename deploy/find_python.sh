#!/bin/sh
# Prints the path of a Python that can run Latchkey. Finding none, says in one line what was
# found and what would do, and exits 1. PYTHON names one to use instead of looking around.
#
# The versions are those for which every locked package comes built: CPython 3.11 to 3.14.
# Shell builtins only, and a question that even Python 2 understands.
set -u

question='
import struct, sys, sysconfig
version = ".".join(map(str, sys.version_info[:3]))
def refuse(reason):
    print("%s %s" % (version, reason))
    sys.exit(1)
if sys.version_info[:2] < (3, 11): refuse("is too old")
if sys.version_info[:2] > (3, 14): refuse("is too new")
if sys.implementation.name != "cpython": refuse("is not CPython")
if struct.calcsize("P") != 8: refuse("is 32-bit: a 64-bit system is needed")
if sysconfig.get_config_var("Py_GIL_DISABLED"): refuse("is free-threaded")
try:
    import ensurepip, venv
except ImportError:
    refuse("has no venv: apt install python%d.%d-venv" % sys.version_info[:2])
print(sys.executable)
'

if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set -- python3 python3.13 python3.12 python3.11 python3.14 python
fi

found=
for name in "$@"; do
    path=$(command -v "$name") || continue
    if answer=$("$path" -c "$question" 2>/dev/null); then
        printf '%s\n' "$answer"
        exit 0
    fi
    # A name without a Python behind it (a version manager's shim) has no answer.
    [ -n "$answer" ] && found="${found:+$found, }$name $answer"
done

printf 'latchkey: no suitable Python; found %s; a 64-bit CPython 3.11 to 3.14 with venv would do (%s)\n' \
    "${found:-none}" "Debian: apt install python3-venv; another place: make PYTHON=/path/to/python3" >&2
exit 1
