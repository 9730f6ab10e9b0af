/** What was thrown, in words. */

/** The message of an error; whatever else was thrown, as text. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
