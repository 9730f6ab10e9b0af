# Balancer of the compilers
node 'balancer.example.com' {
  include openvox_platform
  include openvox_platform::profile::lb::compiler
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

# PostgreSQL
node 'postgresql.example.com' {
  include openvox_platform
  include openvox_platform::profile::postgresql
}

# All other nodes. Some have a role by the extension pp_role of their certificate:
#   postgresql: PostgreSQL
#   compiler: Compiler
node default {
  include openvox_platform
}
