#!/bin/sh
# Writes requirements.lock and requirements-dev.lock from pyproject.toml, with uv in an environment
# that is thrown away. The locks hold hashes and no address of an index.
#
#     deploy/lock.sh PYTHON [--upgrade]
set -eu
python=$1
shift
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT

"$python" -m venv "$tools"
"$tools/bin/python" -m pip install -qq uv

compile() {
    "$tools/bin/uv" pip compile pyproject.toml --quiet --universal --python-version 3.11 \
        --override requirements-override.txt --generate-hashes \
        --no-header --no-emit-index-url --no-emit-find-links "$@" > /dev/null
}

echo "Pinning what Latchkey runs with"
compile --output-file requirements.lock "$@"
echo "Pinning what its tests need"
compile --output-file requirements-dev.lock --extra dev --constraint requirements.lock "$@"
