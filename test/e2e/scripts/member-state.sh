# POOL MEMBER STATE: gives a member of HAProxy's pool that state: `drain` for one that is to serve nobody any more, until it does so, or `ready`.
echo "set server $1/$2 state $3" | socat /var/lib/haproxy/stats -
[ "$3" = drain ] || exit 0
for attempt in $(seq 120); do
  echo 'show stat' | socat /var/lib/haproxy/stats - | awk -F, -v pool="$1" -v member="$2" '$1 == pool && $2 == member { print $5 }' | grep -qx 0 && exit 0
  sleep 1
done
exit 1
