/** Where Puppet's autoloader looks for a definition, and where the specs of it belong. */
import type { Definition } from '../src/puppet/ast.js';

const folders = {
  class: { code: 'manifests', specs: 'spec/classes' },
  define: { code: 'manifests', specs: 'spec/defines' },
  function: { code: 'functions', specs: 'spec/functions' },
  alias: { code: 'types', specs: 'spec/type_aliases' },
} as const satisfies Record<Definition['kind'], { code: string; specs: string }>;

/** Name without the module's: `profile/primary` of `openvox_platform::profile::primary`, empty for the module itself. */
export function pathInModule(name: string): string {
  return name.toLowerCase().split('::').slice(1).join('/');
}

/** File of a definition, relative to the module. */
export function definitionPath({ kind, name }: Definition): string {
  return `${folders[kind].code}/${pathInModule(name) || 'init'}.pp`;
}

/** File of the specs of a definition, relative to the module. */
export function specPath({ kind, name }: Definition): string {
  return `${folders[kind].specs}/${pathInModule(name) || name.toLowerCase()}_spec.rb`;
}

/** Words of a title as part of a path: `with_a_remote_foreman`. */
export function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}
