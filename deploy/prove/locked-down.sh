#!/bin/sh
# Usage: locked-down.sh ROOT START HEALTHCHECK, in fresh network, mount and process namespaces.
#
# Starts a service in a root directory as `docker run --read-only --network none --cap-drop ALL` would, waits until its
# health check passes, and sends it one signed request with the packaged photo.
set -eu
root=$1 start=$2 health=$3
here=$(realpath "$(dirname "$0")")
ip link set lo up
[ -z "$(ip route)" ] || { echo "there is a way out" >&2; exit 1; }

mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -o remount,bind,ro "$root"
touch "$root/tmp/x" 2>/dev/null && { echo "the root can be written" >&2; exit 1; }

eval "exec setpriv --bounding-set=-all,+sys_chroot,+setuid,+setgid --no-new-privs $start" &
service=$!
for _ in $(seq 600); do
    eval "$health" 2>/dev/null && break
    kill -0 $service
    sleep 1
done
eval "$health"
echo "The health check passes."

photo=$(echo "$root"/opt/permit-ocr/lib/python*/site-packages/permit_ocr/selfcheck/photo.jpg)
answer=$(SECRET_ID=AKIDprove SECRET_KEY=prove "$here/../../examples/call.sh" http://127.0.0.1:8080 "$photo")
case $answer in
    *'"Number":"'*) echo "A signed request was answered." ;;
    *) echo "$answer" >&2 && exit 1 ;;
esac
curl --silent --fail http://127.0.0.1:9090/metrics | grep -q '^permit_ocr_ready 1.0' && echo "Metrics are on their own port."
curl --silent http://127.0.0.1:8080/metrics | grep -q permit_ocr_ready && { echo "and on the public one" >&2; exit 1; }
kill $service
wait $service
echo "It ended when told."
