# Classification of the balancer
# Hiera: openvox_platform::db_loadbalancer: dbbalancer.example.com
include openvox_platform
include openvox_platform::profile::lb::openvoxdb
