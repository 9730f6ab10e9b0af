# OpenVoxView on a node of its own
# Hiera: openvox_platform::openvoxview_server: view.example.com
include openvox_platform::profile::openvoxview

# OpenVoxView beside the primary
# Hiera: openvox_platform::openvoxview: true
include openvox_platform::profile::openvoxview
