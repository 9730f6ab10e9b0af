# ADDRESS: PostgreSQL listens there for clients on its own node, and turns this machine away before it may prove anything.
command -v psql > /dev/null || apt-get install -y -qq postgresql-client > /dev/null
ssl=/etc/puppetlabs/puppet/ssl name=$(puppet config print certname)
key=$(mktemp)
trap 'rm "$key"' EXIT
cat "$ssl/private_keys/$name.pem" > "$key"
for user in puppetdb foreman postgres; do
  answer=$(PGPASSWORD=any PGCONNECT_TIMEOUT=5 psql "host=$1 user=$user dbname=puppetdb sslmode=verify-full sslrootcert=$ssl/certs/ca.pem \
    sslcert=$ssl/certs/$name.pem sslkey=$key" --no-password --command 'select 1' 2>&1) && exit 1
  echo "$answer"
  grep -q 'no pg_hba.conf entry' <<< "$answer"
done
