// GraphQL Code Generator: TypeScript types from a schema in several files. Its output is one file.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clear, edit } from './folder.mjs';

/** Types of one file of the schema; they become about as much text as a profile does. */
const TYPES = 4;

function schema(index) {
  const types = Array.from({ length: TYPES }, (_, type) => {
    const fields = Array.from(
      { length: 12 },
      (_, field) => `  "Field ${field} of part ${type}."\n  field${field}(first: Int, after: String): String!`,
    );
    return `"""\nPart ${type} of service ${index}.\n"""\ntype Service${index}Part${type} {\n${fields.join('\n')}\n}\n`;
  });
  return `${types.join('\n')}\nextend type Query {\n  service${index}: Service${index}Part0\n}\n`;
}

const run = (peers, ...args) => ({
  command: [process.execPath, join(peers, 'node_modules/@graphql-codegen/cli/cjs/bin.js'), ...args],
});

/** @type {import('./subject.mjs').Subject} */
export const graphqlCodegen = {
  name: 'graphql-codegen',
  output: 'out',
  prepare(folder, units, peers) {
    symlinkSync(join(peers, 'node_modules'), join(folder, 'node_modules'), 'dir');
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    mkdirSync(join(folder, 'schema'));
    writeFileSync(join(folder, 'schema/query.graphql'), 'type Query {\n  version: String\n}\n');
    for (let index = 0; index < units; index += 1)
      writeFileSync(join(folder, `schema/service${index}.graphql`), schema(index));
    writeFileSync(
      join(folder, 'codegen.yml'),
      'schema: schema/*.graphql\ngenerates:\n  out/types.ts:\n    plugins: [typescript]\n',
    );
  },
  commands: {
    start: (folder, round, peers) => run(peers, '--version'),
    cold: (folder, round, peers) => ({ ...run(peers), before: () => clear(folder, 'out') }),
    noop: (folder, round, peers) => run(peers),
    edit: (folder, round, peers) => ({
      ...run(peers),
      before: () =>
        edit(
          join(folder, 'schema/service1.graphql'),
          /Part 0 of service 1[^\n]*/,
          `Part 0 of service 1, edit ${round}.`,
        ),
    }),
    check: (folder, round, peers) => run(peers, '--check'),
  },
};
