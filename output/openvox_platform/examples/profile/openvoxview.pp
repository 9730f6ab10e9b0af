# OpenVoxView beside the primary
# Hiera: openvox_platform::openvoxview: true
include openvox_platform::profile::openvoxview
