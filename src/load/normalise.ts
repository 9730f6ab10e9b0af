/** The model as it is printed: definitions in the form that puppet-lint accepts. */
import type { Finding } from '../model/finding.js';
import type { ModuleModel } from '../model/module.js';
import { type Locate, normalise } from '../puppet/print/normalise.js';

/** What cannot be brought into that form is a finding. */
export function normaliseModel(
  model: ModuleModel,
  locate: Locate,
): { readonly model: ModuleModel; readonly findings: readonly Finding[] } {
  const results = model.definitions.map((item) => ({ item, ...normalise(item.definition, locate) }));
  return {
    model: { ...model, definitions: results.map(({ item, definition }) => ({ ...item, definition })) },
    findings: results.flatMap(({ findings }) => findings),
  };
}
