# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Whether something is switched on.
#
# @param value
#   A switch, or blank.
#
# @param default
#   What a blank switch stands for.
#
# @return [Boolean] the switch, or its default
#
# @api private
function openvox_platform::enabled(
  Optional[Variant[Enum[''], Boolean]] $value,
  Boolean                              $default,
) >> Boolean {
  if openvox_platform::blank($value) {
    $default
  } else {
    $value
  }
}
