# No private key, and nothing that holds a password, can be read by everybody.
found=$(grep -rlE --include='*.ini' --include='*.yaml' --include='*.yml' --include='*.conf' --include='*.pgpass' -i 'password *[=:] *[^ ]' \
  /etc/puppetlabs/puppetdb /etc/openvox_platform /var/lib/postgresql 2> /dev/null || true)
keys=$(grep -rl -e 'PRIVATE KEY-----' /etc/puppetlabs /etc/openvox_platform /etc/haproxy /var/lib/postgresql /var/lib/etcd 2> /dev/null || true)
open=$(for file in $found $keys; do find "$file" -perm /o=r; done)
echo "looked at: $found $keys"
for file in $open; do
  folder=$(dirname "$file") sheltered=
  while [ "$folder" != / ]; do
    [ -n "$(find "$folder" -maxdepth 0 -perm /o=x)" ] || sheltered=yes
    folder=$(dirname "$folder")
  done
  [ -n "$sheltered" ] || { echo "everybody can read $file"; exit 1; }
done
[ -n "$keys" ]
