# POOL MEMBER...: HAProxy has these members and no others, and finds each of them up.
pool=$1
shift
state=$(echo "show stat" | socat /var/lib/haproxy/stats - | awk -F, -v pool="$pool" '$1 == pool && $2 != "FRONTEND" && $2 != "BACKEND" { print $2, $18 }' | sort)
echo "$state"
diff <(echo "$state") <(for member in "$@"; do echo "$member UP"; done | sort)
