/** YAML as Ruby's parser reads it. */
import { Document, isMap, visit } from 'yaml';

export interface YamlOptions {
  /** Comment at the top of the file, without `#`. */
  readonly comment?: string;
  /** An empty line before each key of the top level but the first. */
  readonly spaced?: boolean;
}

/**
 * A document with `---`, in the order of the keys given. Strings that YAML 1.1 would take for something else (`yes`,
 * `1_000`, `12:30`) are quoted, since Puppet reads that version.
 */
export function yamlText(value: unknown, { comment, spaced = false }: YamlOptions = {}): string {
  const document = new Document(value, { version: '1.1', aliasDuplicateObjects: false });
  if (spaced && isMap(document.contents)) {
    visit(document.contents, {
      Pair(index, { key }) {
        if (index !== 0 && typeof key === 'object' && key !== null) Object.assign(key, { spaceBefore: true });
        return visit.SKIP;
      },
    });
  }
  const body = document.toString({ lineWidth: 0, singleQuote: true, directives: false, nullStr: '~' });
  const header =
    comment === undefined
      ? ''
      : `${comment
          .split('\n')
          .map((row) => `# ${row}`.trimEnd())
          .join('\n')}\n`;
  return `---\n${header}${body}`;
}
