# Monolithic server
node 'openvox.example.com' {
  include openvox_platform
  include openvox_platform::profile::monolithic
}

# All other nodes.
node default {
  include openvox_platform
}
