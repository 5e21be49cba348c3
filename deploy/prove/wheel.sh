#!/bin/sh
# Usage: deploy/prove/wheel.sh DIST PYTHON
#
# Installs the wheel of DIST into a fresh virtual environment, beside the locked dependencies of PYTHON's own, and reads
# the packaged photo with it from an empty folder: nothing of the checkout may be needed. The sdist must build that wheel.
set -eu
dist=$(realpath "$1") python=$(realpath --no-symlinks "$2")
checkout=$(pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

"$python" -m venv "$scratch/fresh"
fresh=$scratch/fresh/bin/python
# The dependencies are as they were installed from the lock; permit-ocr itself must come from the wheel alone.
"$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))' >locked
"$fresh" -c 'import sysconfig; print(sysconfig.get_path("purelib"))' >own
for entry in "$(cat locked)"/*; do
    case $(basename "$entry") in
        *permit_ocr* | pip* | setuptools* | _distutils_hack | distutils-precedence.pth) ;;
        *) ln -s "$entry" "$(cat own)/" ;;
    esac
done
pip() { "$fresh" -m pip --quiet --disable-pip-version-check "$@"; }

pip wheel --no-index --no-deps --no-build-isolation --wheel-dir rebuilt "$dist"/permit_ocr-*.tar.gz
for wheel in "$dist"/permit_ocr-*.whl rebuilt/permit_ocr-*.whl; do
    "$fresh" -m zipfile --list "$wheel" | awk 'NR > 1 { print $1 }' | sort >"$(dirname "$wheel" | tr / _).list"
done
cmp ./*.list || { echo "the sdist builds another wheel" >&2; exit 1; }

pip install --no-index --no-deps "$dist"/permit_ocr-*.whl
cp -R "$checkout/models/weights" "$scratch/fresh/share/permit-ocr/models/"
"$scratch/fresh/bin/permit-ocr" --version
"$scratch/fresh/bin/permit-ocr" doctor
echo "The wheel runs by itself."
