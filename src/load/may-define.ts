/** Which calls make a definition. */

/** Builders whose calls are reflected, with the number of arguments that a person gives. */
export const builders: Readonly<Record<string, number>> = {
  profile: 2,
  define: 2,
  puppetFunction: 2,
  typeAlias: 3,
  amend: 2,
};

/** A quick test on the text of a file, so that most files are never parsed. */
export const mayDefine = new RegExp(`\\b(${Object.keys(builders).join('|')})\\s*[<(]`);
