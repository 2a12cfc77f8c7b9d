#!/bin/sh
# make_venv.sh PYTHON FOLDER: a virtual environment by a Python 3.11, 3.12 or 3.13 (PYTHON if given, else the first found).
set -eu
wanted="$1"
folder="$2"
fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; }
for python in ${wanted:-python3 python3.12 python3.13 python3.11 python}; do
    if fits "$python"; then
        if "$python" -m venv --clear "$folder"; then exit 0; fi
        echo "$python could not make a virtual environment in $folder." >&2
        echo "On Debian and Ubuntu the package python3-venv is needed." >&2
        exit 1
    fi
done
if [ -n "$wanted" ]; then
    echo "PYTHON=$wanted is not a working Python 3.11, 3.12 or 3.13." >&2
else
    echo "No Python 3.11, 3.12 or 3.13 found (tried python3, python3.12, python3.13, python3.11, python)." >&2
    echo "Install one, or name it: make setup PYTHON=/path/to/python3.12" >&2
fi
exit 1
