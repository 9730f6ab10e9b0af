# ADDRESS NODE: OpenVoxDB at the address has facts, a catalog and a report of the node; asked with this machine's certificate.
ssl=/etc/puppetlabs/puppet/ssl name=$(puppet config print certname)
for what in facts catalogs reports; do
  answer=$(curl --silent --show-error --fail --cacert $ssl/certs/ca.pem --cert "$ssl/certs/$name.pem" --key "$ssl/private_keys/$name.pem" \
    --get "https://$1:8081/pdb/query/v4/$what" --data-urlencode "query=[\"=\",\"certname\",\"$2\"]" --data-urlencode limit=1)
  echo "$what: ${answer:0:80}"
  grep -q "\"$2\"" <<< "$answer"
done
