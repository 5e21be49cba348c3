#!/bin/sh
# Usage: SECRET_ID=... SECRET_KEY=... examples/call.sh http://127.0.0.1:8080 permit.jpg
#
# One call, signed with TC3-HMAC-SHA256 by openssl and sent by curl. While it runs, the process list shows the key:
# on a machine that others use too, take an SDK.
set -eu
endpoint=${1%/} photo=$2
host=${endpoint#*://}
test -r "$photo" || { echo "cannot read $photo" >&2; exit 2; }
body=$(mktemp)
trap 'rm -f "$body"' EXIT

sha256() {
    openssl dgst -sha256 -r | cut -d ' ' -f 1
}

hmac() { # KEY-IN-HEX TEXT
    printf %s "$2" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$1" -r | cut -d ' ' -f 1
}

hex() {
    printf %s "$1" | od -An -v -tx1 | tr -d ' \n'
}

{
    printf '{"ImageBase64":"'
    base64 <"$photo" | tr -d '\n'
    printf '"}'
} >"$body"

# Both at once, so that midnight cannot come between them.
now=$(date -u '+%s %Y-%m-%d')
timestamp=${now% *} day=${now#* }
scope=$day/ocr/tc3_request
request=$(printf 'POST\n/\n\ncontent-type:application/json\nhost:%s\n\ncontent-type;host\n%s' "$host" "$(sha256 <"$body")")
text=$(printf 'TC3-HMAC-SHA256\n%s\n%s\n%s' "$timestamp" "$scope" "$(printf %s "$request" | sha256)")
key=$(hmac "$(hmac "$(hmac "$(hex "TC3$SECRET_KEY")" "$day")" ocr)" tc3_request)

curl --silent --show-error --data-binary "@$body" "$endpoint/" \
    --header "Host: $host" \
    --header "Content-Type: application/json" \
    --header "X-TC-Action: PermitOCR" \
    --header "X-TC-Version: 2018-11-19" \
    --header "X-TC-Timestamp: $timestamp" \
    --header "Authorization: TC3-HMAC-SHA256 Credential=$SECRET_ID/$scope, SignedHeaders=content-type;host, Signature=$(hmac "$key" "$text")"
