# A monolithic server, the smallest platform
# Hiera: openvox_platform::primary_server: openvox.example.com
include openvox_platform
include openvox_platform::profile::monolithic
