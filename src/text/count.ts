/** Numbers of things in a sentence. */

/** `1 file`, `2 files`: a number with its noun, which takes an s. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
