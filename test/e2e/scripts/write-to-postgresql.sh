# HOSTS PASSWORD: from now on writes numbers to PostgreSQL as OpenVoxDB, one after another, and keeps which were confirmed and when.
command -v psql > /dev/null || apt-get install -y -qq postgresql-client > /dev/null
ssl=/etc/puppetlabs/puppet/ssl name=$(puppet config print certname)
rm -rf /root/written
mkdir -p /root/written
cp "$ssl/private_keys/$name.pem" /root/written/key
chmod 600 /root/written/key
cat > /root/written/sql << END
export PGPASSWORD=$2 PGCONNECT_TIMEOUT=3 PGOPTIONS='-c statement_timeout=10000'
exec psql "host=$1 user=puppetdb dbname=puppetdb sslmode=verify-full target_session_attrs=read-write sslrootcert=$ssl/certs/ca.pem sslcert=$ssl/certs/$name.pem sslkey=/root/written/key" \
  --no-psqlrc --no-password --no-align --tuples-only --quiet
END
bash /root/written/sql <<< 'create table lab_written (number integer)'
cat > /root/written/write << 'END'
number=0
while sleep 0.2; do
  number=$((number + 1))
  if bash /root/written/sql <<< "insert into lab_written values ($number)" 2>> /root/written/refused; then
    echo "$(date +%s) $number" >> /root/written/confirmed
  fi
done
END
systemd-run --quiet --unit=lab-writer bash /root/written/write
# What is broken next is to have been confirmed something.
for attempt in $(seq 120); do
  [ ! -s /root/written/confirmed ] || [ "$(wc -l < /root/written/confirmed)" -lt 20 ] || exit 0
  sleep 0.5
done
cat /root/written/refused
exit 1
