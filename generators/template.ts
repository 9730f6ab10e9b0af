/** Skeletons of whole files: EJS with the delimiters `[% %]`, since EPP has `<% %>`. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';

const compiled = new Map<string, ejs.TemplateFunction>();
let folder: string | undefined;

/**
 * Fills in a skeleton of `templates/`. Values go in as they are: nothing is escaped.
 * @param name path below `templates/`, without `.ejs`
 */
export function render(name: string, data: object): string {
  let template = compiled.get(name);
  if (template === undefined) {
    template = ejs.compile(templateText(`${name}.ejs`), {
      openDelimiter: '[',
      closeDelimiter: ']',
      escape: String,
      filename: name,
      rmWhitespace: false,
    });
    compiled.set(name, template);
  }
  return template(data);
}

/** A file of `templates/` as it stands. */
export function templateText(name: string): string {
  folder ??= templateFolder(dirname(fileURLToPath(import.meta.url)));
  return readFileSync(join(folder, name), 'utf8');
}

/** The templates stand at the root of the package, at whatever depth the compiled code is. */
function templateFolder(from: string): string {
  const candidate = join(from, 'templates');
  if (existsSync(join(candidate, 'README.md.ejs'))) return candidate;
  const parent = dirname(from);
  if (parent === from) throw new Error('The templates of ovp-gen are missing: the package is not complete.');
  return templateFolder(parent);
}
