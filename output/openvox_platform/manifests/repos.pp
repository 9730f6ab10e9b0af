# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Package repositories of OpenVox.
#
# @param collection
#   Name of the collection of packages, which is also the last part of its path in the repositories.
#
# @param yum_baseurl
#   Where the collections for yum are: the project's server, or a mirror of it.
#
# @param yum_gpgkey
#   URL of the key that signs the packages for yum.
#
# @param apt_location
#   Where the collections for apt are: the project's server, or a mirror of it.
#
# @param apt_keyring
#   URL, or file on this node, of the binary keyring that signs the packages for apt. What a URL
#   leads to is fetched once: to fetch a renewed one, remove
#   `/etc/apt/keyrings/openvox-keyring.gpg`.
#
# @api private
class openvox_platform::repos (
  Pattern[/\Aopenvox\d+\z/] $collection   = 'openvox8',
  Stdlib::HTTPUrl           $yum_baseurl  = 'https://yum.voxpupuli.org',
  Stdlib::Filesource        $yum_gpgkey   = 'https://yum.voxpupuli.org/GPG-KEY-openvox.pub',
  Stdlib::HTTPUrl           $apt_location = 'https://apt.voxpupuli.org',
  Stdlib::Filesource        $apt_keyring  = 'https://apt.voxpupuli.org/openvox-keyring.gpg',
) {
  assert_private()

  case $facts['os']['family'] {
    'RedHat': {
      $distribution = $facts['os']['name'] ? {
        'Amazon' => 'amazon',
        'Fedora' => 'fedora',
        default  => 'el',
      }

      yumrepo { $collection:
        ensure   => present,
        descr    => "OpenVox packages (${collection})",
        baseurl  => "${yum_baseurl}/${collection}/${distribution}/${facts['os']['release']['major']}/\$basearch",
        enabled  => 1,
        gpgcheck => 1,
        gpgkey   => $yum_gpgkey,
      }

      # yum finds the packages only where the repository is known.
      Yumrepo[$collection] -> Package <| title == 'openvox-agent' |>
      Yumrepo[$collection] -> Package <| title == 'openvox-server' |>
      Yumrepo[$collection] -> Package <| title == 'openvoxdb' |>
      Yumrepo[$collection] -> Package <| title == 'openvoxdb-termini' |>
    }
    'Debian': {
      if $apt_keyring =~ /\Ahttps?:\/\// {
        # Fetched once, with what apt itself fetches with, and put into force as a whole: in every
        # other run nobody has to answer.
        include apt

        exec { 'openvox_platform: keyring of OpenVox':
          command     => [
            '/bin/sh',
            '-c',
            @(END/L),
              rm -f "$KEYRING.new" && /usr/lib/apt/apt-helper download-file "$KEYRING_URL" \
              "$KEYRING.new" && test -s "$KEYRING.new" && mv "$KEYRING.new" "$KEYRING"
              |- END
          ],
          environment => [
            'KEYRING=/etc/apt/keyrings/openvox-keyring.gpg',
            "KEYRING_URL=${apt_keyring}",
          ],
          path        => ['/usr/bin', '/bin'],
          creates     => '/etc/apt/keyrings/openvox-keyring.gpg',
          timeout     => 120,
        }

        # The directory is made by class apt, on systems that do not have it.
        File <| title == 'keyrings' |> -> Exec['openvox_platform: keyring of OpenVox']

        file { '/etc/apt/keyrings/openvox-keyring.gpg':
          ensure  => file,
          owner   => 'root',
          group   => 'root',
          mode    => '0644',
          require => Exec['openvox_platform: keyring of OpenVox'],
          before  => Apt::Source[$collection],
        }
      } else {
        apt::keyring { 'openvox-keyring.gpg':
          source => $apt_keyring,
          before => Apt::Source[$collection],
        }
      }

      apt::source { $collection:
        comment       => "OpenVox packages (${collection})",
        source_format => 'sources',
        location      => [$apt_location],
        release       => ["${downcase($facts['os']['name'])}${facts['os']['release']['major']}"],
        repos         => [$collection],
        keyring       => '/etc/apt/keyrings/openvox-keyring.gpg',
      }

      # apt finds the packages only after it has read the new repository's index.
      Class['apt::update'] -> Package <| title == 'openvox-agent' |>
      Class['apt::update'] -> Package <| title == 'openvox-server' |>
      Class['apt::update'] -> Package <| title == 'openvoxdb' |>
      Class['apt::update'] -> Package <| title == 'openvoxdb-termini' |>
    }
    default: {
      fail(@("END"/L))
        openvox_platform: no package repositories are known for ${facts['os']['name']}: set \
        openvox_platform::manage_repos to false and provide the packages in another way
        |- END
    }
  }
}
