#!/bin/sh
# Usage: deploy/prove/bundle.sh BUNDLE.tar
#
# Installs a bundle and reads a photo with it in a network namespace without any interface but loopback, first by the
# command line and then through the service, which a signed request asks. Needs root, or a kernel that lets users make
# namespaces; curl and openssl for the request.
set -eu
bundle=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cat >"$scratch/prove.sh" <<'INSIDE'
set -eu
ip link set lo up
[ -z "$(ip route)" ] || { echo "there is a way out" >&2; exit 1; }
tar xf "$1" -C "$2" && "$2"/permit-ocr-*/install.sh "$2/installed"
photo=$(echo "$2"/installed/lib/python*/site-packages/permit_ocr/selfcheck/photo.jpg)
"$2/installed/bin/permit-ocr" read "$photo"

export PERMIT_OCR_CREDENTIALS=AKIDprove:prove PERMIT_OCR_SERVER__PORT=8099 PERMIT_OCR_SERVER__WORKERS=1
"$2/installed/bin/permit-ocr" serve & service=$!
trap 'kill $service' EXIT
for _ in $(seq 300); do
    curl --silent --fail http://127.0.0.1:8099/readyz >/dev/null && break
    kill -0 $service && sleep 1
done
curl --silent http://127.0.0.1:8099/version && echo
SECRET_ID=AKIDprove SECRET_KEY=prove "$3/../../examples/call.sh" http://127.0.0.1:8099 "$photo" | tee "$2/answer"
grep -q '"Number":"' "$2/answer" && echo && echo "The bundle installs and serves without a network."
INSIDE

[ "$(id -u)" -eq 0 ] || user=--map-root-user
# No proxy of this machine, nor a package index: there is none to be had.
# shellcheck disable=SC2086 # no word, or one
env -i PATH="$PATH" HOME="$scratch" unshare ${user-} --net sh "$scratch/prove.sh" "$bundle" "$scratch" "$here"
