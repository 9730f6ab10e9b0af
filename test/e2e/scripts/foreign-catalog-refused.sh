# NODE: the balancer's servers know whose certificate this is, and give it nobody else's catalog.
ssl=/etc/puppetlabs/puppet/ssl name=$(puppet config print certname)
code() { curl --silent --output /dev/null --write-out '%{http_code}' --cacert $ssl/certs/ca.pem --cert "$ssl/certs/$name.pem" --key "$ssl/private_keys/$name.pem" \
  "https://$(puppet config print server):8140/puppet/v3/$1?environment=production"; }
own=$(code "node/$name") foreign=$(code "node/$1")
echo "its own: $own, that of $1: $foreign"
[ "$own" = 200 ] && [ "$foreign" = 403 ]
