# ADDRESS: a server that is not the certificate authority issues nothing.
code=$(curl --silent --output /dev/null --write-out '%{http_code}' --cacert /etc/puppetlabs/puppet/ssl/certs/ca.pem \
  "https://$1:8140/puppet-ca/v1/certificate/ca")
echo "$code"
[ "$code" = 404 ]
