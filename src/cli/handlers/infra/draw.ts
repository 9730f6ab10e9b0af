/** `ovp-gen infra draw`. */
import { extname, resolve } from 'node:path';
import { writeFileSync } from 'node:fs';
import { drawDiagnostics as row } from '../../../infrastructure/draw/diagnostics.js';
import { drawingOf } from '../../../infrastructure/draw/drawing.js';
import type { Infrastructure } from '../../../infrastructure/model.js';
import { type Finding, finding } from '../../../model/finding.js';
import { suggest } from '../../../model/suggest.js';
import type { Context, ExitCode } from '../../context.js';
import { EXIT } from '../../context.js';
import { withProgress } from '../../progress.js';
import { nearestConfig } from '../../project-file.js';
import { countText, findingsJson, printFindings, printJson, shortPath } from '../../report.js';
import { readDescription } from './description.js';

const formats = { mermaid: ['.mmd', '.mermaid', '.md'], svg: ['.svg'], html: ['.html', '.htm'] } as const;
type Format = keyof typeof formats;
const names = Object.keys(formats) as Format[];

export async function draw(
  context: Context,
  named: string | undefined,
  options: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const output = typeof options.output === 'string' ? resolve(context.cwd, options.output) : undefined;
  const format = formatOf(options.format, output);
  if (format === undefined) {
    const given = typeof options.format === 'string' ? options.format : extname(output ?? '');
    return report(context, [finding(row.unknownFormat, undefined, given, names, suggest(given, names))], EXIT.usage);
  }
  const { infrastructure, findings } = await readDescription(context, named);
  if (infrastructure === undefined) return report(context, findings, EXIT.findings);
  const text = await withProgress(context, 'drawing', () => textOf(context, format, infrastructure));
  const all = [...findings, ...(output === undefined ? [] : write(output, text))];
  const ok = !all.some(({ severity }) => severity === 'error');
  if (context.json) {
    printJson(context, {
      ok,
      format,
      ...(output === undefined ? { text } : { file: shortPath(context.cwd, output) }),
      ...(format === 'mermaid' ? { drawing: drawingOf(infrastructure) } : {}),
      findings: findingsJson(context, all),
    });
    return ok ? EXIT.ok : EXIT.findings;
  }
  if (output === undefined) context.out(text);
  else if (ok && !context.quiet) context.out(`${shortPath(context.cwd, output)}: written\n`);
  return report(context, all, ok ? EXIT.ok : EXIT.findings);
}

function formatOf(given: unknown, output: string | undefined): Format | undefined {
  if (typeof given === 'string') return names.find((name) => name === given);
  if (output === undefined) return 'mermaid';
  const ending = extname(output).toLowerCase();
  return names.find((name) => formats[name].some((known) => known === ending));
}

async function textOf(context: Context, format: Format, infrastructure: Infrastructure): Promise<string> {
  const drawing = drawingOf(infrastructure);
  switch (format) {
    case 'mermaid': {
      const { mermaidText } = await import('../../../infrastructure/draw/mermaid.js');
      return mermaidText(drawing);
    }
    case 'svg': {
      const { svgText } = await import('../../../infrastructure/draw/svg.js');
      return svgText(drawing, `OpenVox platform of ${infrastructure.primary}`);
    }
    case 'html': {
      const [{ pageText }, { moduleModel }] = await Promise.all([
        import('../../../infrastructure/draw/page.js'),
        import('../../../load/module-model.js'),
      ]);
      return pageText(infrastructure, drawing, await moduleModel(nearestConfig(context)));
    }
  }
}

function write(file: string, text: string): readonly Finding[] {
  try {
    writeFileSync(file, text);
    return [];
  } catch (error) {
    return [finding(row.notWritten, undefined, file, error instanceof Error ? error.message : String(error))];
  }
}

function report(context: Context, findings: readonly Finding[], code: ExitCode): ExitCode {
  if (context.json) printJson(context, { ok: false, findings: findingsJson(context, findings) });
  else {
    printFindings(context, findings);
    if (findings.length > 0) context.err(`${countText(findings)}\n`);
  }
  return code;
}
