/** The line by which files of a control repository say where they come from. */
export const FROM_DESCRIPTION =
  'Managed by ovp-gen; edit the description and run `ovp-gen infra hiera` instead of editing this file.';
