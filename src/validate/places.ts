/** From a line of the module to the line of the definition that it comes from. */
import { join, resolve } from 'node:path';
import { type Diagnostic, type Finding, finding } from '../findings/finding.js';
import type { FileTree, ModuleModel } from '../model/module.js';
import { type Locate, type Site, siteOf } from '../findings/site.js';
import type { Problem } from './judge.js';

export interface PlacesOptions {
  /** Folder of the configuration: places of definitions are relative to it. */
  readonly project: string;
  /** Folder of the module; absolute. */
  readonly root: string;
  readonly files: FileTree;
  /** Paths whose content on disk is not as generated: their lines mean nothing. */
  readonly differing: ReadonlySet<string>;
  readonly definitions: ModuleModel['definitions'];
  readonly locate: Locate;
}

export class Places {
  constructor(private readonly options: PlacesOptions) {}

  /** A problem at its definition, with the generated line beneath; at the generated line where there is no other. */
  findingOf(row: Diagnostic<[message: string, check: string | undefined]>, problem: Problem): Finding {
    const { path, line = 1, column = 1, severity, message, check } = problem;
    const generated = path === undefined ? undefined : { file: join(this.options.root, path), line, column };
    const site = this.definitionOf(problem);
    const result = { ...finding(row, site ?? generated, message, check), severity };
    return site === undefined || generated === undefined
      ? result
      : { ...result, related: { message: 'generated here', site: generated } };
  }

  private definitionOf({ path, line, behaviour }: Problem): Site | undefined {
    const { files, differing, definitions, locate, project } = this.options;
    const sites = path === undefined || differing.has(path) ? undefined : files.get(path)?.sites;
    const definition = definitions.find((item) => item.definition.name === behaviour?.definition);
    const expected = definition?.behaviours.find(({ title }) => title === behaviour?.title);
    const site =
      (line === undefined ? undefined : locate(sites?.[line - 1])) ??
      (expected === undefined ? undefined : locate(siteOf(expected))) ??
      definition?.site;
    return site && { ...site, file: resolve(project, site.file) };
  }
}
