# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The Puppet certificate of this node: where it is, and the point in time from which it
#   exists.
#
# On most nodes the agent has obtained the certificate before it asks for a catalog, and this class
# is empty. On the primary the certificate authority is set up in the same run that installs
# everything that needs a certificate. The server's class orders itself before this one, and
# whatever copies or uses the certificate requires it; neither side has to know whether the other is
# on the node.
#
# @api private
class openvox_platform::certificates {
  assert_private()

  include openvox_platform

  $ssldir = '/etc/puppetlabs/puppet/ssl'
  $cert = "${ssldir}/certs/${openvox_platform::certname}.pem"
  $key = "${ssldir}/private_keys/${openvox_platform::certname}.pem"
  $ca = "${ssldir}/certs/ca.pem"
  $crl = "${ssldir}/crl.pem"
}
