# A node whose certificate has the extension pp_role: openvoxdb
include openvox_platform
