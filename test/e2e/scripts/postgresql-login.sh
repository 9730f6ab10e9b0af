# ADDRESS PASSWORD yes|no [certificate]: whether this machine may log in as OpenVoxDB, with its certificate or without.
command -v psql > /dev/null || apt-get install -y -qq postgresql-client > /dev/null
ssl=/etc/puppetlabs/puppet/ssl name=$(puppet config print certname)
identity="sslcert=/nonexistent sslkey=/nonexistent"
[ "${4:-}" != certificate ] || identity="sslcert=$ssl/certs/$name.pem sslkey=$ssl/private_keys/$name.pem"
key=$(mktemp)
cat "$ssl/private_keys/$name.pem" > "$key"
chmod 600 "$key"
answer=no
PGPASSWORD=$2 PGCONNECT_TIMEOUT=5 psql "host=$1 user=puppetdb dbname=puppetdb sslmode=verify-full sslrootcert=$ssl/certs/ca.pem ${identity//$ssl\/private_keys\/$name.pem/$key}" \
  --no-password --command 'select 1' && answer=yes
rm "$key"
[ $answer = "$3" ]
