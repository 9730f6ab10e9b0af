# Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.

# @summary Name of a report processor.
type Openvox_platform::Report_processor = Pattern[/\A[a-z][a-z0-9_]*\z/]
