/** Checks a model: whatever has to agree, agrees. All findings, in the order of their places. */
import type { Catalogue } from '../bind/catalogue.js';
import { definitionDiagnostics as row } from '../model/diagnostics.js';
import { type Finding, finding } from '../findings/finding.js';
import type { ModuleModel } from '../model/module.js';
import type { Locate, Site } from '../findings/site.js';
import { BehaviourChecker } from './behaviours.js';
import { CodeChecker } from './code.js';
import { checkData } from './data.js';
import { Symbols } from './symbols.js';

export interface CheckContext {
  readonly catalogue: Catalogue;
  readonly locate: Locate;
}

export function checkModel(model: ModuleModel, { catalogue, locate }: CheckContext): readonly Finding[] {
  const symbols = new Symbols(model, catalogue);
  const behaviours = new BehaviourChecker(model, symbols, catalogue, locate);
  const used = new Map<string, () => Site | undefined>();
  const findings = model.definitions.flatMap((owner) => {
    const checker = new CodeChecker(owner, model, symbols, locate);
    checker.check();
    for (const [module, site] of checker.used) if (!used.has(module)) used.set(module, site);
    return [...checker.findings, ...behaviours.check(owner)];
  });
  const declared = new Set(model.dependencies.map(({ name }) => name));
  const undeclared = [...used].flatMap(([module, site]) => {
    const { slug, version } = catalogue.module(module) ?? {};
    if (slug === undefined || version === undefined || declared.has(slug)) return [];
    return [finding(row.undeclaredDependency, site(), module, slug, version)];
  });
  const classless = model.roles.flatMap(({ name, classes }) =>
    classes
      .filter((item) => symbols.findClass(item) === undefined)
      .map((item) => finding(row.unknownRoleClass, undefined, name, item, symbols.suggestName('class', item))),
  );
  return [...findings, ...undeclared, ...classless, ...checkData(model, symbols, locate)];
}
