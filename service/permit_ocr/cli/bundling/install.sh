#!/bin/sh
# Usage: ./install.sh [FOLDER]
#
# Installs permit-ocr into FOLDER (default: /opt/permit-ocr) from this bundle alone; no network is used.
# PYTHON names another Python of the version that the bundle was made for.
set -eu
target=${1:-/opt/permit-ocr}
case $target in /*) ;; *) target=$PWD/$target ;; esac
cd "$(dirname "$0")"

sha256sum --check --quiet --strict SHA256SUMS || { echo "The bundle is damaged; copy it again." >&2; exit 1; }

wanted=$(cat python-version)
python=${PYTHON:-python$wanted}
found=$("$python" -c 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2])') || found=none
[ "$found" = "$wanted" ] || { echo "Python $wanted with venv is needed; name one as PYTHON=/path/to/python" >&2; exit 1; }

"$python" -m venv "$target"
pip() { "$target/bin/python" -m pip --quiet --disable-pip-version-check install --no-index --no-deps "$@"; }
pip --find-links wheels --require-hashes --requirement requirements.lock
pip wheels/permit_ocr-*.whl
cp -R models/weights "$target/share/permit-ocr/models/"

"$target/bin/permit-ocr" doctor
echo "Start it with: $target/bin/permit-ocr serve"
