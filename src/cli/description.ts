/** Which description a command is about. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ReadInfrastructure } from '../infrastructure/description/described.js';
import { readInfrastructure } from '../infrastructure/description/read.js';
import { diagnostic, diagnostics, finding } from '../findings/finding.js';
import type { Context } from './context.js';

/** Names that need not be given. */
export const usualNames = ['infrastructure.ts', 'infrastructure.yaml', 'infrastructure.yml'] as const;

export const descriptionDiagnostics = diagnostics({
  none: diagnostic('OVP3120', 'Everything follows from a description.', (folder: string) => ({
    message: `There is no description of an infrastructure in '${folder}'.`,
    help: `Name one, or call it ${usualNames.slice(0, 2).join(' or ')}; \`ovp-gen init\` starts one.`,
  })),
});

/** The file that is named, else the usual one of the folder; absolute. */
export function descriptionFile({ cwd }: Pick<Context, 'cwd'>, named: string | undefined): string | undefined {
  return named === undefined
    ? usualNames.map((name) => join(cwd, name)).find((file) => existsSync(file))
    : resolve(cwd, named);
}

/** Reads the description that is named, else the usual one. */
export async function readDescription(
  context: Pick<Context, 'cwd'>,
  named: string | undefined,
): Promise<ReadInfrastructure> {
  const file = descriptionFile(context, named);
  if (file !== undefined) return readInfrastructure(file);
  return { infrastructure: undefined, findings: [finding(descriptionDiagnostics.none, undefined, context.cwd)] };
}
