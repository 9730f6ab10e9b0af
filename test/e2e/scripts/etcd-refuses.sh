# ADDRESS: etcd there tells nothing to whoever has no more than a certificate of this platform.
ssl=/etc/puppetlabs/puppet/ssl name=$(puppet config print certname)
answer=$(curl --silent --cacert $ssl/certs/ca.pem --cert "$ssl/certs/$name.pem" --key "$ssl/private_keys/$name.pem" \
  --data '{"key": "AA==", "range_end": "AA=="}' "https://$1:2379/v3/kv/range")
echo "$answer"
grep -q 'user name is empty' <<< "$answer"
