# The balancer's checks use the certificate that its agent has, and HAProxy has read it.
copy=/etc/openvox_platform/lb/check.pem
diff <(openssl x509 -noout -fingerprint -in $copy) \
  <(openssl x509 -noout -fingerprint -in "/etc/puppetlabs/puppet/ssl/certs/$(puppet config print certname).pem")
age=$(ps -C haproxy -o etimes= | sort -n | head -n 1)
changed=$(($(date +%s) - $(stat --format %Y $copy)))
echo "the copy is $changed s old, the newest process of HAProxy $age s"
[ "$age" -le $((changed + 1)) ]
