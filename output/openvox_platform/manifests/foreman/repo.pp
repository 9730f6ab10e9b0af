# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Foreman's package repository, for Foreman and for its smart proxy.
#
# @param version
#   Foreman's version, major and minor, or `nightly`.
#
# @param manage
#   Whether the repository is managed; otherwise the packages come from wherever the node has them.
#
# @api private
class openvox_platform::foreman::repo (
  Pattern[/\A(\d+\.\d+|nightly)\z/] $version = '3.18',
  Boolean                           $manage  = true,
) {
  assert_private()

  $repo = if $manage {
    lookup('foreman::repo::repo', { 'default_value' => $version })
  } else {
    undef
  }

  # The component manages no repository where it is given no version.
  class { 'foreman::repo':
    repo => $repo,
  }

  contain foreman::repo
}
