# Classification of the balancer
# Hiera: openvox_platform::loadbalancer: balancer.example.com
include openvox_platform
include openvox_platform::profile::lb::compiler
