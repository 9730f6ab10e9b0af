# A PostgreSQL server of its own for several compilers
# Hiera: openvox_platform::postgresql: pgsql.example.com
include openvox_platform::profile::postgresql
