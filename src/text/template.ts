/** Skeletons of whole files: EJS with the delimiters `[% %]`, since EPP has `<% %>`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs from 'ejs';
import { packageFile } from '../package-root.js';

const compiled = new Map<string, ejs.TemplateFunction>();

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
  return readFileSync(packageFile(join('templates', name)), 'utf8');
}
