/** "Did you mean": the name that a person probably meant. */

/**
 * The candidate closest to `word`, if one is close enough to be a slip of the pen; ties go to the earlier candidate.
 *
 * Distance is the optimal string alignment distance (insert, delete, replace, swap neighbours), letter case and the
 * choice between `_`, `-` and nothing counting as nothing.
 *
 * @param bound how much of a word of a length may differ; a third, unless another one is given
 */
export function suggest(
  word: string,
  candidates: Iterable<string>,
  bound: (length: number) => number = (length) => Math.floor(length / 3),
): string | undefined {
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  const wanted = fold(word);
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const folded = fold(candidate);
    const limit = bound(Math.max(wanted.length, folded.length));
    if (Math.abs(wanted.length - folded.length) > limit) continue;
    const distance = alignmentDistance(wanted, folded);
    if (distance <= limit && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** How much of a word may differ where there are many words alike: a slip or two of the pen, and no other word. */
export function slips(length: number): number {
  return length < 8 ? 1 : length < 15 ? 2 : 3;
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[-_]/g, '');
}

/** Optimal string alignment distance, https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance, in three rows. */
function alignmentDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
