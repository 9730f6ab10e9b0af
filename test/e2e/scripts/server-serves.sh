# NODE: this server has compiled a catalog for the node, which came through the balancer and with the node's certificate.
log=/var/log/puppetlabs/puppetserver/puppetserver-access.log
balancer=$(getent hosts "${2:-balancer.lab.test}" | cut -d ' ' -f 1)
grep "catalog/$1" $log | tail -n 3
grep -q "^$balancer .*/puppet/v3/catalog/$1" $log
