/** Names of hosts: what is wrong with one, and which one is meant. */
import { slips, suggest } from '../../findings/suggest.js';

/** What keeps a text from being the name of a host, and what to do about it; nothing if it is one. */
export function hostProblem(name: string): { readonly problem: string; readonly help: string | undefined } | undefined {
  if (isAddress(name))
    return {
      problem: 'is an address, not the name of a host',
      help: 'give the host a name: certificates and those who check them go by names',
    };
  if (name.length <= 253 && name.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(label)))
    return undefined;
  return { problem: 'is not the name of a host', help: hint(name) };
}

const isAddress = (text: string): boolean =>
  /^\d+(?:\.\d+){3}$/.test(text) || /^[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*$/i.test(text);

function hint(name: string): string | undefined {
  if (name.includes('://')) return 'leave out what stands before and after the name';
  if (/:\d+$/.test(name)) return 'leave out the port';
  if (name.includes('_')) return 'names of hosts have no underscores';
  return /\s/.test(name) ? 'names of hosts have no blanks' : undefined;
}

/**
 * The host that is meant by a name that is nobody's: one whose name has a domain besides, or differs by a slip of the pen.
 * Hosts are alike by nature: another number, or another short word, is another host.
 */
export function meantHost(name: string, hosts: readonly string[]): string | undefined {
  const full = hosts.filter((host) => host.startsWith(`${name}.`));
  if (full.length === 1) return full[0];
  const labels = name.split('.');
  return hosts.find((host) => {
    const others = host.split('.');
    const differing = labels.flatMap((label, at) => (label === others[at] ? [] : [at]));
    if (labels.length !== others.length || differing.length !== 1) return false;
    const [label = '', other = ''] = [labels[differing[0] ?? 0], others[differing[0] ?? 0]];
    const isNumber = label.replace(/\d/g, '') === other.replace(/\d/g, '');
    return !isNumber && label.length >= 4 && suggest(label, [other], slips) !== undefined;
  });
}
