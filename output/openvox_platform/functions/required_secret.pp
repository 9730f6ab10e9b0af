# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary The secret, or an error that says where to put one and how to make one.
#
# @param name
#   Name of the parameter of the class of secrets.
#
# @param value
#   Its value; blank means absent.
#
# @param purpose
#   What the secret is for; ends the first sentence of the error.
#
# @return [Sensitive[String[1]]] the secret
#
# @api private
function openvox_platform::required_secret(
  String[1]                             $name,
  Optional[Sensitive[Optional[String]]] $value,
  String[1]                             $purpose,
) >> Sensitive[String[1]] {
  $secret = openvox_platform::first_secret([$value])

  if $secret =~ Undef {
    fail(@("END"/L))
      openvox_platform: Hiera has no value for openvox_platform::secrets::${name}, ${purpose}. \
      Make one with `openssl rand -hex 24` and give it to all nodes of the platform \
      (encrypted, with hiera-eyaml for example).
      |- END
  }

  $secret
}
