# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Where Git finds a repository: a URL, `user@host:path`, or a path.
type Openvox_platform::Git_url = Pattern[/\A[^\s-]\S*\z/]
