/** The pair of keys with which servers decrypt secrets. */
import type { Infrastructure } from './infrastructure.js';

/** Folder of the keys of hiera-eyaml on each server; absent where secrets come from elsewhere. */
export function eyamlFolder({ secrets }: Pick<Infrastructure, 'secrets'>): string | undefined {
  return secrets?.backend === 'eyaml' ? (secrets.keys_directory ?? '/etc/puppetlabs/puppet/eyaml') : undefined;
}
