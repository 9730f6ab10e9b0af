# ADDRESS: OpenVoxDB at the address answers neither to this machine's certificate nor to nobody's.
ssl=/etc/puppetlabs/puppet/ssl name=$(puppet config print certname)
ask() { curl --silent --output /dev/null --write-out '%{http_code}' --cacert $ssl/certs/ca.pem "$@" "https://$address:8081/pdb/query/v4/nodes"; }
address=$1
with=$(ask --cert "$ssl/certs/$name.pem" --key "$ssl/private_keys/$name.pem" || true)
without=$(ask || true)
echo "with a certificate $with, without one $without"
[[ $with = 403 && $without =~ ^(000|401|403)$ ]]
