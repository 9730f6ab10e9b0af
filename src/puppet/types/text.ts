/** Strings as Puppet counts and compares them. */

/** How many characters Puppet counts in a string. */
export function characterCount(text: string): number {
  return [...text].length;
}

/** Puppet compares the values of a case-insensitive `Enum` by ASCII letters only. */
export function foldCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
