# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Names of report processors; blank ones among them do not count.
type Openvox_platform::Reports = Optional[Variant[
  Enum[''],
  Array[Optional[Variant[Enum[''], Openvox_platform::Report_processor]]],
]]
