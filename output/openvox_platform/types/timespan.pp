# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary A span of time as systemd takes it, see systemd.time(7).
type Openvox_platform::Timespan = Pattern[
  /\A\d+((us|ms|s|sec|min|h|d|w)?( ?\d+(us|ms|s|sec|min|h|d|w))*)?\z/,
]
