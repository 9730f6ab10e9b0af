/** The model as it is printed: definitions in the form that puppet-lint accepts. */
import { printed } from '../puppet/print/printed.js';
import type { Finding } from '../findings/finding.js';
import type { ModuleModel } from '../model/module.js';
import type { Locate } from '../findings/site.js';
import { inspectPrinted } from '../puppet/print/inspect.js';
import { normalise } from '../puppet/print/normalise.js';

/** What cannot be brought into that form is a finding. */
export function normaliseModel(
  model: ModuleModel,
  locate: Locate,
): { readonly model: ModuleModel; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const definitions = model.definitions.map((item) => {
    const places = { ...item, locate };
    const result = normalise(item.definition, places);
    const { definition } = result;
    // The text is kept for the emitters.
    findings.push(...result.findings, ...inspectPrinted(printed(definition), definition, places));
    return { ...item, definition };
  });
  return { model: { ...model, definitions }, findings };
}
