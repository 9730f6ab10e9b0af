# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Foreman's OAuth pair and the password of its first administrator.
#
# From Hiera; where the one server of the platform is Foreman as well, it keeps them in a file that
# it makes itself. Several servers would each make their own, so that there is no such file in a
# pool.
#
# @api private
class openvox_platform::foreman::credentials {
  assert_private()

  include openvox_platform::secrets

  # Our own key, or else the component's.
  $given = {
    'foreman_admin_password'        => openvox_platform::first_secret([
      $openvox_platform::secrets::foreman_admin_password,
      lookup('foreman::initial_admin_password', { 'default_value' => undef }),
    ]),
    'foreman_oauth_consumer_key'    => openvox_platform::first_secret([
      $openvox_platform::secrets::foreman_oauth_consumer_key,
      lookup('foreman::oauth_consumer_key', { 'default_value' => undef }),
    ]),
    'foreman_oauth_consumer_secret' => openvox_platform::first_secret([
      $openvox_platform::secrets::foreman_oauth_consumer_secret,
      lookup('foreman::oauth_consumer_secret', { 'default_value' => undef }),
    ]),
  }

  $missing = [
    'foreman_admin_password',
    'foreman_oauth_consumer_key',
    'foreman_oauth_consumer_secret',
  ].filter |$name| { $given[$name] =~ Undef }

  $self_contained = (
    $openvox_platform::is_primary
    and $openvox_platform::is_foreman
    and $openvox_platform::tier == 'standard'
  )

  if !empty($missing) and !$self_contained {
    $keys = $missing.map |$name| { "openvox_platform::secrets::${name}" }

    fail(@("END"/L))
      openvox_platform: Hiera has no value for ${join($keys, ', ')}, which Foreman on \
      ${openvox_platform::foreman_host} needs. Make one for each with `openssl rand -hex 24` \
      and give them to all nodes of the platform (encrypted, with hiera-eyaml for example).
      |- END
  }

  $kept = if empty($missing) {
    {}
  } else {
    openvox_platform::local_secrets($openvox_platform::secrets::file, [
      'foreman_admin_password',
      'foreman_oauth_consumer_key',
      'foreman_oauth_consumer_secret',
    ])
  }

  unless empty($kept) {
    include openvox_platform::directory

    # Only root writes it, and the server reads it whenever it compiles this node's catalog. The
    # server's package brings the group.
    file { $openvox_platform::secrets::file:
      ensure    => file,
      owner     => 'root',
      group     => 'puppet',
      mode      => '0640',
      show_diff => false,
      backup    => false,
      require   => Class['puppet::server::install'],
    }
  }

  $found = $given.filter |$name, $value| { $value =~ NotUndef }
  $values = $kept + $found
  $admin_password = $values['foreman_admin_password']
  $oauth_consumer_key = $values['foreman_oauth_consumer_key']
  $oauth_consumer_secret = $values['foreman_oauth_consumer_secret']
}
