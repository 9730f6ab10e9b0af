# ADDRESS NODE: OpenVoxDB at the address has a report of the node that is not older than five minutes.
ssl=/etc/puppetlabs/puppet/ssl name=$(puppet config print certname)
answer=$(curl --silent --show-error --fail --cacert $ssl/certs/ca.pem --cert "$ssl/certs/$name.pem" --key "$ssl/private_keys/$name.pem" \
  --get "https://$1:8081/pdb/query/v4/nodes/$2")
echo "$answer"
stamp=$(grep -o '"report_timestamp" *: *"[^"]*"' <<< "$answer" | cut -d '"' -f 4)
[ $(($(date +%s) - $(date --date "$stamp" +%s))) -lt 300 ]
