# A node whose certificate has the extension pp_role: compiler
include openvox_platform
