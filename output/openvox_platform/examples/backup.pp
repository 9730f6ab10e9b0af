# Copies on another host
# Hiera: openvox_platform::backup::rsync_target: backup.example.com::openvox
include openvox_platform::backup
