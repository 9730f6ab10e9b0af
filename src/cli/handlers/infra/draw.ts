/** `ovp-gen infra draw`. */
import { extname, resolve } from 'node:path';
import { drawDiagnostics as row } from '../../../infrastructure/draw/diagnostics.js';
import { drawingOf } from '../../../infrastructure/draw/drawing.js';
import type { Infrastructure } from '../../../infrastructure/model/infrastructure.js';
import { finding } from '../../../findings/finding.js';
import { suggest } from '../../../findings/suggest.js';
import { type Context, EXIT, type ExitCode } from '../../context.js';
import { withProgress } from '../../progress.js';
import { nearestConfig } from '../../project-file.js';
import { readDescription } from '../../description.js';
import { reportFindings, reportText } from '../../report/output.js';

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
    return reportFindings(
      context,
      [finding(row.unknownFormat, undefined, given, names, suggest(given, names))],
      EXIT.usage,
    );
  }
  const { infrastructure, findings } = await readDescription(context, named);
  if (infrastructure === undefined) return reportFindings(context, findings, EXIT.findings);
  const text = await withProgress(context, 'drawing', () => textOf(context, format, infrastructure));
  const document = {
    format,
    ...(output === undefined ? { text } : {}),
    ...(format === 'mermaid' ? { drawing: drawingOf(infrastructure) } : {}),
  };
  return reportText(context, text, output, findings, document);
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
      return pageText(infrastructure, drawing, await moduleModel(nearestConfig(context), infrastructure.module.name));
    }
  }
}
