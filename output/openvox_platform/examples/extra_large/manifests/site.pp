# Balancer of the compilers
node 'balancer.example.com' {
  include openvox_platform
  include openvox_platform::profile::lb::compiler
}

# Balancer of the OpenVoxDB nodes
node 'dbbalancer.example.com' {
  include openvox_platform
  include openvox_platform::profile::lb::openvoxdb
}

# Foreman
node 'foreman.example.com' {
  include openvox_platform
  include openvox_platform::profile::foreman
}

# Primary server
node 'openvox.example.com' {
  include openvox_platform
  include openvox_platform::profile::primary
}

# OpenVoxDB
node 'openvoxdb1.example.com' {
  include openvox_platform
}

# PostgreSQL
node 'postgresql1.example.com' {
  include openvox_platform
  include openvox_platform::profile::postgresql
}

# All other nodes. Some have a role by the extension pp_role of their certificate:
#   postgresql: PostgreSQL
#   compiler: Compiler
#   openvoxdb: OpenVoxDB
node default {
  include openvox_platform
}
