/** Workflows for code hosts: the catalogs spread over machines, and one verdict of everything. */
import { render, templateText } from '../text/template.js';
import { sha256 } from '../write/hash.js';

export const PROVIDERS = ['github', 'gitlab'] as const;
export type Provider = (typeof PROVIDERS)[number];

/** GitLab allows no more of one job; GitHub allows 256. */
export const MOST_SHARDS = 200;

/** Where the code host looks for it, relative to the repository. */
export const workflowPath: Readonly<Record<Provider, string>> = {
  github: '.github/workflows/ovp-gen.yml',
  gitlab: '.gitlab-ci.yml',
};

/** @param shards - over how many machines catalogs are spread */
export function workflow(provider: Provider, shards: number): string {
  const indices = Array.from({ length: shards }, (_, index) => index + 1);
  const setup = templateText('ci/github-setup.yml').trimEnd();
  const body = render(`ci/${provider}.yml`, { shards, indices, setup });
  return `${headOf(body)}# Written by: ovp-gen ci --provider ${provider} --shards ${shards}\n${body}`;
}

/** Whether a text is as some ovp-gen has written it, so that nothing is lost with it. */
export function isOwn(text: string): boolean {
  const [, sum, body = ''] =
    /^# ovp-gen ([0-9a-f]{64})[^\n]*\n# Written by[^\n]*\n([^]*)$/.exec(text.replaceAll('\r\n', '\n')) ?? [];
  return sum === sha256(body);
}

function headOf(body: string): string {
  return `# ovp-gen ${sha256(body)}: once edited, this file is yours, and ovp-gen leaves it alone.\n`;
}
