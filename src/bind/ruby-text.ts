/** Literals of Ruby. */

/** A string in single quotes. */
export function rubyString(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** A symbol, quoted where its name needs it. */
export function rubySymbol(name: string): string {
  return /^[a-z_]\w*$/i.test(name) ? `:${name}` : `:${rubyString(name)}`;
}
