# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The first of several secrets that is not blank.
#
# @param values
#   Secrets, wrapped or not.
#
# @return [Optional[Sensitive[String[1]]]] the secret; undef if there is none
#
# @api private
function openvox_platform::first_secret(
  Array[Optional[Variant[String, Sensitive[Optional[String]]]]] $values,
) >> Optional[Sensitive[String[1]]] {
  $plain = $values.map |$value| {
    if $value =~ Sensitive {
      $value.unwrap
    } else {
      $value
    }
  }

  $filled = $plain.filter |$value| { !openvox_platform::blank($value) }

  if empty($filled) {
    undef
  } else {
    Sensitive($filled[0])
  }
}
