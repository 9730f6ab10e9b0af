# A PostgreSQL server of its own for several compilers
# Hiera: openvox_platform::postgresql: pgsql.example.com
include openvox_platform::profile::postgresql

# Three members of a Patroni cluster, each classified with `openvox_platform` alone
# Hiera: openvox_platform::patroni_members: [pg1.example.com, pg2.example.com, pg3.example.com]
# Hiera: openvox_platform::postgresql: pg1.example.com
# Hiera: openvox_platform::secrets::patroni_etcd_password: ENC[PKCS7,...]
include openvox_platform
