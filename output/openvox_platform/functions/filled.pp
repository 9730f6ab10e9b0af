# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary A value, or undef if it was left blank.
#
# @param value
#   What to look at.
#
# @return [Any] the value
#
# @api private
function openvox_platform::filled(Any $value) >> Any {
  if openvox_platform::blank($value) {
    undef
  } else {
    $value
  }
}
