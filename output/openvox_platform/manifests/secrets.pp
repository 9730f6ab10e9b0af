# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The secrets that several nodes have to share.
#
# The standard tier needs none of these: its OpenVoxDB and its Foreman authenticate to PostgreSQL by
# certificate and by socket, and what Foreman needs beyond that is kept in `file` on the primary. In
# every other topology the nodes that need a secret fail to compile until Hiera has it; the error
# names the key. Plain strings, from eyaml for example, are converted to Sensitive by the module's
# own data.
#
# @example PostgreSQL on a node of its own: Hiera data for all nodes of the platform
#   # Hiera: openvox_platform::secrets::openvoxdb_password: ENC[PKCS7,...]
#   # Hiera: openvox_platform::secrets::foreman_db_password: ENC[PKCS7,...]
#   include openvox_platform::secrets
#
# @param openvoxdb_password
#   Password of OpenVoxDB's PostgreSQL role. Needed when OpenVoxDB and PostgreSQL are on different
#   nodes.
#
# @param foreman_db_password
#   Password of Foreman's PostgreSQL role. Needed when Foreman and PostgreSQL are on different
#   nodes.
#
# @param patroni_etcd_password
#   Password with which Patroni and its command line connect to etcd. Needed on the nodes of a
#   Patroni cluster.
#
# @param foreman_admin_password
#   Password that Foreman's first administrator gets when its database is seeded.
#
# @param foreman_oauth_consumer_key
#   OAuth key with which smart proxies and this module register themselves in Foreman.
#
# @param foreman_oauth_consumer_secret
#   OAuth secret that belongs to the key.
#
# @param file
#   Where the standard tier keeps Foreman's secrets. The compilation on the primary creates this
#   file once.
class openvox_platform::secrets (
  Optional[Sensitive[Optional[String]]] $openvoxdb_password            = undef,
  Optional[Sensitive[Optional[String]]] $foreman_db_password           = undef,
  Optional[Sensitive[Optional[String]]] $patroni_etcd_password         = undef,
  Optional[Sensitive[Optional[String]]] $foreman_admin_password        = undef,
  Optional[Sensitive[Optional[String]]] $foreman_oauth_consumer_key    = undef,
  Optional[Sensitive[Optional[String]]] $foreman_oauth_consumer_secret = undef,
  Stdlib::Absolutepath                  $file                          = '/etc/openvox_platform/secrets.yaml',
) {}
