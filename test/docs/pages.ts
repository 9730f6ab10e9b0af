/** Pages whose listings are run. A comment before a listing tells what is done with it. */
import { readFileSync } from 'node:fs';
import { packageFile } from '../../src/package-root.js';

export interface Listing {
  /** `file`, `run`, `shows`, `attest`, `not run`; empty where there is no comment. */
  readonly action: string;
  /** What stands after the colon. */
  readonly detail: string;
  readonly language: string;
  readonly text: string;
}

/** @param page - path below `docs` */
export function listingsOf(page: string): readonly Listing[] {
  const text = readFileSync(packageFile(`docs/${page}`), 'utf8');
  return [...text.matchAll(/(?:<!-- (file|run|shows|attest|not run)(?:: (.*?))? -->\n)?^```(\w*)\n([^]*?)^```$/gm)].map(
    (found) => {
      const [, action = '', detail = '', language = '', listing = ''] = found;
      return { action, detail, language, text: listing };
    },
  );
}
