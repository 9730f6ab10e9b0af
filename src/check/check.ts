/** Checks a model: whatever has to agree, agrees. All findings, in the order of their places. */
import type { Catalogue } from '../bind/catalogue.js';
import type { Lock } from '../bind/lock.js';
import { definitionDiagnostics as row } from '../model/diagnostics.js';
import { type Finding, finding } from '../model/finding.js';
import type { ModuleModel } from '../model/module.js';
import type { Site } from '../puppet/ast.js';
import { CodeChecker } from './code.js';
import { checkData } from './data.js';
import { Symbols } from './symbols.js';

export interface CheckContext {
  readonly catalogue: Catalogue;
  readonly lock: Lock;
  readonly locate: (stack: string | undefined) => Site | undefined;
}

export function checkModel(model: ModuleModel, { catalogue, lock, locate }: CheckContext): readonly Finding[] {
  const symbols = new Symbols(model, catalogue);
  const used = new Map<string, () => Site | undefined>();
  const findings = model.definitions.flatMap((owner) => {
    const checker = new CodeChecker(owner, model, symbols, locate);
    checker.check();
    for (const [module, site] of checker.used) if (!used.has(module)) used.set(module, site);
    return checker.findings;
  });
  const slugs = new Map(lock.modules.map(({ module, slug }) => [module, slug]));
  const declared = new Set(model.dependencies.map(({ name }) => name));
  const undeclared = [...used].flatMap(([module, site]) => {
    const slug = slugs.get(module);
    return slug === undefined || declared.has(slug) ? [] : [finding(row.undeclaredDependency, site(), module, slug)];
  });
  return [...findings, ...undeclared, ...checkData(model, symbols, locate)];
}
