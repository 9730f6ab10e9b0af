# Foreman on a node of its own
# Hiera: openvox_platform::foreman_server: foreman.example.com
include openvox_platform::profile::foreman
