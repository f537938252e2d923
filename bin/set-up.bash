# shellcheck shell=bash
# Sourced by bin/serve and bin/test from the folder above: finds a Python that is new enough and installs what is missing.

set_up() { # the requirements files to install, in order
    local candidate
    # The .venv's own first: where nothing is to be installed, a start then takes no time.
    for candidate in "${PYTHON:-}" .venv/bin/python python3 python3.13 python3.12 python3.11 python; do
        if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            "$candidate" esgcheck/serve/install.py "$@"
            return
        fi
    done
    {
        echo "  esgcheck needs Python 3.11 or newer; there is none on the PATH ($(python3 --version 2>/dev/null || echo no python3))."
        echo "  Install one (Debian, Ubuntu: apt install python3 python3-venv), or name one: PYTHON=/path/to/python3.12 $0"
    } >&2
    return 1
}
