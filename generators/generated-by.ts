/** The line by which generated files say where they come from. */
export const GENERATED_BY =
  'Managed by ovp-gen; edit the definition and run `npx ovp-gen` instead of editing this file.';
