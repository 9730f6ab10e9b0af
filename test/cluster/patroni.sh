#!/bin/bash
# A cluster of three machines with real etcd, Patroni and PostgreSQL, started from the files that the module renders for
# this operating system: it elects a leader, replicates, loses its leader to kill -9, and loses no transaction that a
# synchronous standby had confirmed. The machines are namespaces: addresses, processes and files of their own.
#
#   npm run test:cluster -- MODULEPATH      folders with the real component modules; the generated module comes first
#
# Needs root, the gems that `ovp-gen validate` installs, and the packages patroni, etcd-server, etcd-client, postgresql,
# iproute2, openssl, curl and locales-all (Debian's names). It takes three to five minutes on two cores. It touches nothing outside
# of a temporary folder, but for the mount point /etc/openvox_platform if there is none; KEEP=1 keeps the folder, which
# has the logs.
set -euo pipefail

modulepath=${1-}
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "$modulepath" ]; then sed -n '2,/^set/s/^# \{0,1\}//p' "$0" | head -n -1; exit 2; fi
[ -n "${CLUSTER_NAMESPACE-}" ] || modulepath=$here/../../output:$modulepath
modulepath=$(for part in ${modulepath//:/ }; do printf '%s:' "$(realpath "$part")"; done)
modulepath=${modulepath%:}
missing=
[ -n "$(locale -a 2> /dev/null | grep en_US.utf8)" ] || missing=' locales-all'
for program in unshare nsenter ip curl openssl ruby etcd etcdctl patroni patronictl psql setpriv; do
  command -v "$program" > /dev/null || missing="$missing $program"
done
# Gems of the caller, else those of the project's own toolchain.
if ! ruby -W0 -e 'gem "openvox"' 2> /dev/null; then
  gems=$(ls -td "${OVP_TOOLCHAIN:-${XDG_CACHE_HOME:-$HOME/.cache}/ovp-gen/toolchain}"/*/gems/openvox-[0-9]* 2> /dev/null | head -n 1 || true)
  export GEM_HOME=${gems%/gems/*} GEM_PATH=${gems%/gems/*}
  [ -n "$gems" ] || missing="$missing the gem openvox (ovp-gen validate installs it)"
fi
if [ -n "$missing" ] || [ "$(id -u)" != 0 ]; then echo "needs root, and:${missing:- nothing else}" >&2; exit 2; fi

# The network of the machines, and everything that runs on them, is gone when this script is.
if [ -z "${CLUSTER_NAMESPACE-}" ]; then
  mounted=
  [ -d /etc/openvox_platform ] || { mkdir /etc/openvox_platform; mounted=yes; }
  work=$(mktemp -d /tmp/ovp-cluster.XXXXXX)
  chmod 755 "$work"
  trap '[ -z "$mounted" ] || rmdir /etc/openvox_platform; [ -n "${KEEP-}" ] || rm -rf "$work"' EXIT
  CLUSTER_NAMESPACE=$work unshare --net --mount --pid --fork --kill-child --mount-proc "$0" "$modulepath"
  exit
fi
work=$CLUSTER_NAMESPACE

began=$SECONDS
passed=0 failed=0
say() { printf '%4ds  %s\n' $((SECONDS - began)) "$*"; }
must() { check "$@"; [ "$failed" = 0 ] || { say "$passed passed, $failed failed; the rest needs this"; exit 1; }; }
check() { # what, command...
  if "${@:2}" > "$work/last" 2>&1; then passed=$((passed + 1)); say "ok    $1"; else
    failed=$((failed + 1)); say "FAIL  $1"; tail -n 5 "$work/last" | sed 's/^/        /'
  fi
}
refuses() { ! "$@"; }
within() { # seconds, command...
  local until=$((SECONDS + $1)); shift
  while ! "$@" > "$work/within" 2>&1; do
    [ $SECONDS -lt $until ] || { cat "$work/within"; return 1; }
    sleep 0.5
  done
}

nodes=(pg1.example.com pg2.example.com pg3.example.com)
secret=not-a-secret-of-anybody
data=$(cat <<JSON
{
  "openvox_platform::primary_server": "openvox.example.com",
  "openvox_platform::postgresql": "${nodes[0]}",
  "openvox_platform::patroni_members": ["${nodes[0]}", "${nodes[1]}", "${nodes[2]}"],
  "openvox_platform::profile::postgresql::manage_package_repo": false,
  "openvox_platform::profile::postgresql::client_networks": ["10.99.0.0/24"],
  "openvox_platform::profile::postgresql::patroni_settings": {
    "bootstrap": { "dcs": { "ttl": 20, "loop_wait": 2, "retry_timeout": 3 } },
    "postgresql": { "parameters": { "shared_buffers": "32MB", "min_wal_size": "80MB", "max_wal_size": "200MB" } }
  },
  "openvox_platform::secrets::openvoxdb_password": "$secret",
  "openvox_platform::secrets::foreman_db_password": "$secret",
  "openvox_platform::secrets::patroni_etcd_password": "$secret",
  "openvox_platform::tuning::memory_mb": 1024
}
JSON
)

# --- machines ---------------------------------------------------------------------------------------------------------
declare -A pid address etcd patroni
ip link set lo up
ip link add name switch type bridge
ip link set switch up
ip address add 10.99.0.1/24 dev switch
printf '127.0.0.1 localhost\n' > "$work/hosts"
for i in 0 1 2; do
  address[${nodes[i]}]=10.99.0.1$((i + 1))
  echo "10.99.0.1$((i + 1)) ${nodes[i]}" >> "$work/hosts"
done
mount --bind "$work/hosts" /etc/hosts

root() { echo "$work/${1%%.*}"; }
on() { nsenter --target "${pid[$1]}" --all "${@:2}"; }
on_as() { on "$1" setpriv --reuid "$2" --regid "$2" --init-groups env HOME=/nonexistent PATH=/usr/bin:/bin "${@:3}"; }

power_on() {
  local node=$1 short=${1%%.*} root
  root=$(root "$node")
  mkdir -p "$root"/{etc/openvox_platform,var/lib/etcd,var/lib/postgresql,run/postgresql,var/log}
  chown etcd: "$root/var/lib/etcd"; chown postgres: "$root/var/lib/postgresql" "$root/run/postgresql"
  unshare --net --mount --pid --fork --kill-child --mount-proc bash -c '
    for part in etc/openvox_platform var/lib/etcd var/lib/postgresql run/postgresql; do mount --bind "$1/$part" "/$part"; done
    touch "$1/up"; while :; do sleep 3600 & wait; done' machine "$root" 2> "$root/var/log/machine.log" &
  within 10 test -e "$root/up"; rm "$root/up"
  pid[$node]=$(pgrep --parent $!)
  ip link add "$short" type veth peer name eth0 netns "${pid[$node]}"
  ip link set "$short" master switch up
  on "$node" ip link set lo up
  on "$node" ip address add "${address[$node]}/24" dev eth0
  on "$node" ip link set eth0 up
}
power_off() { kill -9 "${pid[$1]}"; ip link delete "${1%%.*}" 2> /dev/null || true; }

# What systemd would start.
start() { # node, unit
  local -n unit=$2
  local user=${unit[$1]%% *} command=${unit[$1]#* }
  # shellcheck disable=SC2086
  on_as "$1" "$user" $command >> "$(root "$1")/var/log/$2.log" 2>&1 &
}

# --- certificates, as Puppet's certificate authority makes them ---------------------------------------------------------
mkdir "$work/ca"
cat > "$work/ca/config" <<CONFIG
[ca]
default_ca = authority
[authority]
database = $work/ca/index
crlnumber = $work/ca/number
default_md = sha256
default_crl_days = 2
CONFIG
: > "$work/ca/index"; echo 01 > "$work/ca/number"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj '/CN=Puppet CA' \
  -addext keyUsage=critical,keyCertSign,cRLSign -keyout "$work/ca/key" -out "$work/ca/cert" 2> /dev/null
openssl ca -config "$work/ca/config" -gencrl -keyfile "$work/ca/key" -cert "$work/ca/cert" -out "$work/ca/crl" 2> /dev/null
certificate() { # name, folder
  local ssl=$2/etc/puppetlabs/puppet/ssl
  mkdir -p "$ssl"/{certs,private_keys}
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" -keyout "$ssl/private_keys/$1.pem" -out "$work/ca/request" 2> /dev/null
  openssl x509 -req -in "$work/ca/request" -CA "$work/ca/cert" -CAkey "$work/ca/key" -set_serial "0x$(openssl rand -hex 8)" -days 2 -out "$ssl/certs/$1.pem" \
    -extfile <(printf 'subjectAltName=DNS:%s\nextendedKeyUsage=serverAuth,clientAuth\n' "$1") 2> /dev/null
  cp "$work/ca/cert" "$ssl/certs/ca.pem"; cp "$work/ca/crl" "$ssl/crl.pem"
}
lay() { # node, Hiera data
  ruby -rjson -e 'puts JSON.generate(modulepath: ARGV[0], certname: ARGV[1], root: ARGV[2], data: JSON.parse(ARGV[3]), code: "include openvox_platform")' \
    "$modulepath" "$1" "$(root "$1")" "$2" | ruby -W0 "$here/lay.rb" > "$(root "$1")/units"
}
command_of() { ruby -rjson -e 'u = JSON.parse(File.read(ARGV[0]))[ARGV[1]]; puts "#{u["user"]} #{u["command"]}"' "$(root "$1")/units" "$2"; }

for node in "${nodes[@]}"; do
  mkdir -p "$(root "$node")"
  certificate "$node" "$(root "$node")"
  must "$node: the files of the module" lay "$node" "$data"
  etcd[$node]=$(command_of "$node" etcd); patroni[$node]=$(command_of "$node" patroni)
  power_on "$node"
done
client=$work/client
certificate openvox.example.com "$client"
certificate web.example.com "$client"

# --- etcd ---------------------------------------------------------------------------------------------------------------
platform=/etc/openvox_platform
authentication() { on "$1" $platform/etcd/authentication.sh "$2"; }
etcdctl_on() { # node, etcdctl arguments...
  on "$1" env ETCDCTL_API=3 etcdctl --endpoints "https://$1:2379" --cacert $platform/etcd/ca.pem "${@:2}"
}
start "${nodes[0]}" etcd
sleep 2
check 'one etcd alone waits for the others, and there is nothing to do' refuses authentication "${nodes[0]}" missing
start "${nodes[1]}" etcd; start "${nodes[2]}" etcd
check 'etcd has a majority and asks for no password yet' within 20 authentication "${nodes[0]}" missing
check 'etcd is told to ask for one' authentication "${nodes[0]}" enable
for node in "${nodes[@]}"; do check "$node: nothing more to do" refuses authentication "$node" missing; done
check 'etcd answers nobody without a password' refuses etcdctl_on "${nodes[1]}" get --prefix /service
check 'and everybody with it' etcdctl_on "${nodes[1]}" --user "root:$secret" get --prefix /service

# --- Patroni ------------------------------------------------------------------------------------------------------------
for node in "${nodes[@]}"; do
  check "$node: patroni --validate-config" on_as "$node" postgres patroni --validate-config $platform/patroni/patroni.yml
done
for node in "${nodes[@]}"; do start "$node" patroni; done

members() { on "$1" curl --silent --cacert $platform/postgresql/ca.pem "https://$1:8008/cluster"; }
member_with() { members "$1" | ruby -rjson -e 'puts JSON.parse($stdin.read).fetch("members").select { |m| m["role"] == ARGV[0] && %w[running streaming].include?(m["state"]) }.map { |m| m["name"] }' "$2" 2> /dev/null; }
leader() { member_with "$1" leader; }
# Before a standby is synchronous a commit is on one machine only.
complete() { [ -n "$(leader "$1")" ] && [ "$(member_with "$1" sync_standby | wc -l)" = 1 ] && [ "$(member_with "$1" replica | wc -l)" = "$2" ]; }
tell() { say "      $*"; }

must 'a leader, a synchronous standby and a replica' within 90 complete "${nodes[0]}" 1
first=$(leader "${nodes[0]}"); tell "leader: $first"
database_script() { on_as "$1" postgres $platform/patroni/databases.sh "$2"; }
check 'the databases were made with the cluster' database_script "$first" check
for node in "${nodes[@]}"; do
  if [ "$node" = "$first" ]; then check "$node leads" database_script "$node" leading; else check "$node does not lead" refuses database_script "$node" leading; fi
done
apply_settings() { on_as "$1" postgres patronictl -c $platform/patroni/patroni.yml edit-config --quiet --force --apply $platform/patroni/shared.yml; }
settings_differ() { ! on_as "$1" postgres bash -c "patronictl -c $platform/patroni/patroni.yml edit-config --apply - < $platform/patroni/shared.yml | grep --quiet '^Not changed'"; }
check 'the shared settings are as they should be' refuses settings_differ "$first"

# --- clients ------------------------------------------------------------------------------------------------------------
ssl=$client/etc/puppetlabs/puppet/ssl
all=$(IFS=,; echo "${nodes[*]}")
sql() { # certificate or -, connection, statement
  local tls="sslmode=verify-full sslrootcert=$ssl/certs/ca.pem"
  [ "$1" = - ] || tls="$tls sslcert=$ssl/certs/$1.pem sslkey=$ssl/private_keys/$1.pem"
  # A machine that is gone says no goodbye.
  tls="$tls keepalives_idle=2 keepalives_interval=1 keepalives_count=3 tcp_user_timeout=5000"
  PGCONNECT_TIMEOUT=3 HOME=/nonexistent psql --no-psqlrc --quiet --tuples-only --no-align --no-password --dbname "host=$all target_session_attrs=read-write $tls $2" --command "$3"
}
openvoxdb="dbname=puppetdb user=puppetdb password=$secret"
check 'OpenVoxDB finds the leader, with certificate and password' sql openvox.example.com "$openvoxdb" 'CREATE TABLE facts (id int PRIMARY KEY)'
check 'Foreman finds the leader, with a password' sql - "dbname=foreman user=foreman password=$secret" 'CREATE TABLE hosts (id int)'
check 'OpenVoxDB without a certificate is refused' refuses sql - "$openvoxdb" 'SELECT 1'
check 'OpenVoxDB without a password is refused' refuses sql openvox.example.com 'dbname=puppetdb user=puppetdb' 'SELECT 1'
check 'nobody connects without TLS' refuses sql - "$openvoxdb sslmode=disable" 'SELECT 1'
check 'the certificate of an agent is no member' refuses sql web.example.com 'dbname=postgres user=rewinder' 'SELECT 1'
change_state() { # certificate, node
  curl --silent --fail --cacert "$ssl/certs/ca.pem" --cert "$ssl/certs/$1.pem" --key "$ssl/private_keys/$1.pem" --request PATCH --data '{"ttl": 25}' "https://$2:8008/config"
}
check 'the certificate of an agent changes no setting' refuses change_state web.example.com "$first"

# --- the leader is killed while somebody writes ---------------------------------------------------------------------------
: > "$work/confirmed"
writer() {
  local id=0
  while [ ! -e "$work/enough" ]; do
    id=$((id + 1))
    if sql openvox.example.com "$openvoxdb" "INSERT INTO facts VALUES ($id)" 2> /dev/null; then echo $id >> "$work/confirmed"; fi
  done
}
writer &
writing=$!
within 30 bash -c "[ \$(wc -l < '$work/confirmed') -ge 20 ]"
power_off "$first"
killed=$SECONDS before=$(wc -l < "$work/confirmed")
tell "killed with -9: $first, after $before confirmed transactions"
rest=(); for node in "${nodes[@]}"; do [ "$node" = "$first" ] || rest+=("$node"); done
more() { [ "$(wc -l < "$work/confirmed")" -ge $((before + $1)) ]; }
must 'somebody else leads, and clients write again' within 90 more 1
tell "without a leader for less than $((SECONDS - killed)) s"
second=$(leader "${rest[0]}"); tell "leader: $second"
check 'the leader is another one' test "$second" != "$first"
# A client that asks the machine that is gone first waits three seconds for it, each time.
check 'they go on writing' within 60 more 10
touch "$work/enough"; wait $writing
everything() { # connection of a server
  comm -23 <(sort "$work/confirmed") <("$@" | sort) > "$work/lost"; [ ! -s "$work/lost" ]
}
check "none of $(wc -l < "$work/confirmed") confirmed transactions is lost" everything sql openvox.example.com "$openvoxdb" 'SELECT id FROM facts'

# --- the old leader comes back ----------------------------------------------------------------------------------------------
power_on "$first"
start "$first" etcd; start "$first" patroni
check 'the old leader follows the new one' within 90 complete "$second" 1
stored() { on_as "$1" postgres psql --no-psqlrc --quiet --tuples-only --no-align --dbname "$2" --command "$3"; }
check 'the old leader has everything' within 20 everything stored "$first" puppetdb 'SELECT id FROM facts'
check 'no database is different from what it should be' database_script "$second" check

# --- what the agent does later ------------------------------------------------------------------------------------------------
later=$(ruby -rjson -e 'd = JSON.parse(ARGV[0]); d["openvox_platform::secrets::foreman_db_password"] = "another"; d["openvox_platform::profile::postgresql::patroni_settings"]["bootstrap"]["dcs"]["maximum_lag_on_failover"] = 2097152; puts JSON.generate(d)' "$data")
started() { stored "$1" postgres 'SELECT pg_postmaster_start_time()'; }
since=$(started "$second")
serial() { openssl s_client -starttls postgres -connect "$1:5432" -CAfile "$work/ca/cert" < /dev/null 2> /dev/null | openssl x509 -noout -serial; }
old=$(serial "$second")
certificate "$second" "$(root "$second")"
check 'other settings, another password, another certificate' lay "$second" "$later"
on "$second" pkill --signal HUP --full '/usr/bin/patroni '
renewed() { [ "$(serial "$1")" != "$2" ]; }
check 'the new certificate is served' within 20 renewed "$second" "$old"
check 'PostgreSQL was not restarted' test "$(started "$second")" = "$since"
check 'the password is found to be different' refuses database_script "$second" check
check 'the leader takes it over' database_script "$second" apply
check 'nothing is left to do' database_script "$second" check
check 'Foreman connects with the new password' sql - 'dbname=foreman user=foreman password=another' 'SELECT 1'
check 'the settings are found to be different' settings_differ "$second"
check 'the leader changes them for all' apply_settings "$second"
check 'nothing is left to do' refuses settings_differ "$second"
check 'it still leads' test "$(leader "$second")" = "$second"

say "$passed passed, $failed failed"
[ "$failed" = 0 ]
