/** `metadata.json`, as the Forge's schema has it. */
import { textFile, type Emitter } from './context.js';
import { sortedBy } from '../src/text/order.js';

export const metadata: Emitter = function* ({ identity, runtime, dependencies, operatingSystems }) {
  const content = {
    name: `${identity.owner}-${identity.name}`,
    version: identity.version,
    author: identity.author,
    summary: identity.summary,
    license: identity.license,
    source: identity.source,
    project_page: identity.projectPage,
    issues_url: identity.issuesUrl,
    dependencies: sortedBy(dependencies, ({ name }) => name).map(requirement),
    operatingsystem_support: operatingSystems.map(({ name, releases }) => ({
      operatingsystem: name,
      operatingsystemrelease: releases,
    })),
    requirements: [requirement(runtime)],
    tags: identity.tags,
  };
  yield textFile('metadata.json', `${JSON.stringify(content, null, 2)}\n`);
};

function requirement({ name, range }: { readonly name: string; readonly range: string }) {
  return { name, version_requirement: range };
}
