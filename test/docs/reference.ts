/** The reference, from the code: commands with their options, the configuration, what the package exports. */
import { Project, type InterfaceDeclaration, type JSDoc } from 'ts-morph';
import type { CommandSpec } from '../../src/cli/command.js';
import { commands } from '../../src/cli/commands/index.js';
import { main } from '../../src/cli/main.js';
import { packageFile } from '../../src/package-root.js';
import { surroundings } from '../cli/surroundings.js';
import { generated } from './findings.js';

/** What `--help` prints, of the program and of each command. */
export async function commandsPage(): Promise<string> {
  const sections = [`## ovp-gen\n\n${await help()}`];
  const visit = async (specs: readonly CommandSpec[], parents: readonly string[]): Promise<void> => {
    for (const spec of specs) {
      const argv = [...parents, spec.name];
      sections.push(`## ovp-gen ${argv.join(' ')}\n\n${await help(...argv)}`);
      if ('commands' in spec && Array.isArray(spec.commands))
        await visit(spec.commands as readonly CommandSpec[], argv);
    }
  };
  await visit(commands, []);
  return [generated, '# Commands', ...sections].join('\n\n').concat('\n');
}

async function help(...argv: readonly string[]): Promise<string> {
  const { said, contextOf } = surroundings('/nowhere');
  await main([...argv, '--help'], commands, contextOf);
  return `\`\`\`text\n${said.out.trimEnd()}\n\`\`\``;
}

const project = new Project({ tsConfigFilePath: packageFile('tsconfig.json'), skipAddingFilesFromTsConfig: true });

/** What `defineConfig` takes. */
export function configurationPage(): string {
  const tables = [
    ['src/model/config.ts', 'Config'],
    ['src/model/module.ts', 'ModuleIdentity'],
    ['src/model/config.ts', 'Platform'],
    ['src/model/module.ts', 'ReleaseNotes'],
  ] as const;
  const sections = tables.map(([file, name]) =>
    interfaceSection(project.addSourceFileAtPath(packageFile(file)).getInterfaceOrThrow(name)),
  );
  const intro =
    'The default export of `ovp.config.ts` is `defineConfig(...)`. A question mark means that it may be left out.';
  return [generated, '# Configuration', intro, ...sections].join('\n\n').concat('\n');
}

function interfaceSection(declaration: InterfaceDeclaration): string {
  const rows = declaration.getProperties().map((property) => {
    const name = `${property.getName()}${property.hasQuestionToken() ? '?' : ''}`;
    return `| \`${name}\` | ${code(property.getTypeNode()?.getText() ?? '')} | ${cell(textOf(property.getJsDocs()))} |`;
  });
  return [
    `## ${declaration.getName()}`,
    textOf(declaration.getJsDocs()),
    ['| name | type | |', '| --- | --- | --- |', ...rows].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What can be imported from `ovp-gen`, with the first sentence of its documentation. */
export function exportsPage(): string {
  const source = project.addSourceFileAtPath(packageFile('src/index.ts'));
  const rows = [...source.getExportedDeclarations()].flatMap(([name, [declaration]]) => {
    if (declaration === undefined) return [];
    const host =
      declaration.getKindName() === 'VariableDeclaration'
        ? declaration.getParentOrThrow().getParentOrThrow()
        : declaration;
    const docs = (host as { getJsDocs?: () => JSDoc[] }).getJsDocs?.() ?? [];
    const kind = /^(?:Interface|TypeAlias)/.test(declaration.getKindName()) ? 'type' : 'value';
    return [{ name, kind, text: cell(textOf(docs)) }];
  });
  const table = (kind: string): string =>
    [
      '| name | |',
      '| --- | --- |',
      ...rows
        .filter((row) => row.kind === kind)
        .map(({ name, text }) => `| \`${name}\` | ${text} |`)
        .sort(),
    ].join('\n');
  return [generated, '# What the package exports', '## Values', table('value'), '## Types', table('type')]
    .join('\n\n')
    .concat('\n');
}

function textOf(docs: readonly JSDoc[]): string {
  return docs.at(-1)?.getDescription().trim() ?? '';
}

const cell = (text: string): string =>
  text
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .replace(/\s+/g, ' ')
    .replaceAll('|', '\\|');
const code = (text: string): string => `\`${cell(text)}\``;
