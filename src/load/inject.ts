/** Puts what was reflected into the text of a definition, as the last argument of the call that makes it. */
import type { ReflectedCall } from './reflect.js';

/** Lines stay where they are, so that every place that a stack names is still right. */
export function inject(text: string, calls: readonly ReflectedCall[]): string {
  let result = '';
  let from = 0;
  for (const { offset, reflection } of [...calls].sort((a, b) => a.offset - b.offset)) {
    result += `${text.slice(from, offset)}, ${JSON.stringify(reflection)}`;
    from = offset;
  }
  return result + text.slice(from);
}
