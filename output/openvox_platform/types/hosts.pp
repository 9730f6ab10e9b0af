# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Names of hosts; blank ones among them do not count.
type Openvox_platform::Hosts = Optional[Variant[
  Enum[''],
  Array[Optional[Variant[Enum[''], Stdlib::Fqdn]]],
]]
