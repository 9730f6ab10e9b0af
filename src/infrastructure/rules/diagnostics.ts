/** What keeps an infrastructure from working, although its description is well-formed. */
import { diagnostic, diagnostics, didYouMean } from '../../findings/finding.js';

const gib = (mb: number): string => `${Math.round((mb / 1024) * 10) / 10} GiB`;

export const ruleDiagnostics = diagnostics({
  dangling: diagnostic(
    'OVP8101',
    'A name that is not that of a node leads nowhere.',
    (what: string, name: string, suggestion: string | undefined) => ({
      message: `${what} names '${name}', which is not one of the nodes`,
      ...didYouMean(
        suggestion,
        ['loadbalancer', 'db_loadbalancer', 'postgresql'].includes(what)
          ? 'add it below nodes, or write { external: NAME } where others run it'
          : 'add it below nodes',
      ),
    }),
  ),
  repeated: diagnostic('OVP8102', 'A node is in a pool once.', (what: string, name: string) => ({
    message: `${what} has '${name}' twice`,
    help: 'remove one',
  })),
  sameNode: diagnostic('OVP8103', 'Certnames do not differ by case.', (name: string) => ({
    message: `the node '${name}' is described twice, in different cases of letters`,
    help: 'remove one',
  })),
  nodeName: diagnostic(
    'OVP8104',
    'A node is reached and certified by its name.',
    (name: string, problem: string, help: string | undefined) => ({
      message: `the node '${name}' ${problem}`,
      ...(help === undefined ? {} : { help }),
    }),
  ),
  twoAuthorities: diagnostic(
    'OVP8110',
    'Certificates of one certificate authority mean nothing to the other, and half of the nodes lose contact.',
    (who: string, primary: string) => ({
      message: `${who} would be a second certificate authority beside ${primary}`,
      help: `leave the certificate authority to ${primary} alone`,
    }),
  ),
  noAuthority: diagnostic(
    'OVP8111',
    'Without a certificate authority no node gets a certificate.',
    (primary: string) => ({
      message: `nothing would be the certificate authority: it is switched off on ${primary}`,
      help: 'remove the key',
    }),
  ),
  noCollector: diagnostic(
    'OVP8112',
    'Without an owner of garbage collection the database grows for ever, and nobody migrates it.',
    (name: string, why: string) => ({
      message: `no OpenVoxDB would collect garbage: '${name}' ${why}`,
      help: 'let openvoxdb name a node that runs OpenVoxDB, and do not switch its collection off',
    }),
  ),
  guard: diagnostic(
    'OVP8113',
    'The module refuses such an infrastructure when a catalog is compiled.',
    (problem: string) => {
      const [message = '', ...remedy] = problem.split(
        /: (?=set |leave |name |list |correct |remove |request |give |write |use |add )/,
      );
      return { message, ...(remedy.length > 0 ? { help: remedy.join(': ') } : {}) };
    },
    "Change what the message names: it is the module's own refusal, computed before a catalog is compiled.",
  ),
  system: diagnostic(
    'OVP8120',
    'There are no packages for that system.',
    (name: string, system: string, what: string, possible: string) => ({
      message: `${name} runs ${system}, on which ${what} does not run`,
      help: `it runs on ${possible}`,
    }),
  ),
  heap: diagnostic(
    'OVP8121',
    'A server refuses to start where its heap and a tenth more do not fit into memory.',
    (name: string, heap: number, memory: number) => ({
      message: `the server on ${name} would refuse to start: its heap of ${heap} MiB and a tenth more do not fit into ${gib(memory)} of memory`,
      help: `it needs ${Math.ceil((heap * 11) / 10)} MiB at least; give the node more memory, or the server a smaller heap`,
    }),
  ),
  crowded: diagnostic(
    'OVP8122',
    'Services that need more memory than there is are killed at their busiest.',
    (name: string, needed: number, memory: number) => ({
      message: `the services of ${name} need ${needed} MiB of memory, and it has ${memory} MiB`,
      help: `give it ${needed - memory} MiB more, or move Foreman or PostgreSQL to a node of its own`,
    }),
  ),
  heapBounds: diagnostic(
    'OVP8123',
    'A JVM refuses to start with a smallest heap above the largest.',
    (smallest: string, largest: string) => ({
      message: `the smallest heap (${smallest}) is above the largest (${largest}), and the JVM refuses to start`,
      help: 'give both the same size',
    }),
  ),
  heapText: diagnostic(
    'OVP8124',
    'A JVM refuses to start with an option that it does not understand.',
    (value: string) => ({
      message: `the JVM refuses to start with '${value}'`,
      help: 'write a whole number and one of k, m, g: 512m, 4g',
    }),
  ),
  connections: diagnostic(
    'OVP8130',
    'Clients beyond max_connections are refused.',
    (given: number, needed: number) => ({
      message: `PostgreSQL accepts ${given} connections, and its clients may open ${needed}`,
      help: `set max_connections to ${needed} or more, or leave it to the module`,
    }),
  ),
  fewDatabases: diagnostic(
    'OVP8131',
    'max_connections follows from the number of OpenVoxDB services.',
    (given: number, there: number) => ({
      message: `max_connections would be made for ${given} OpenVoxDB, and there are ${there}`,
      help: `set it to ${there} or more, or leave it to the module`,
    }),
  ),
  single: diagnostic(
    'OVP8132',
    'This tier is for infrastructures that outlive the loss of a node.',
    (name: string) => ({
      message: `PostgreSQL on ${name} is a single node in the tier extra_large`,
      help: 'let Patroni look after a cluster: postgresql: { patroni_members: [...] }',
    }),
  ),
  autosign: diagnostic(
    'OVP8140',
    'Whoever reaches the certificate authority gets a certificate, and with it data of any node.',
    () => ({
      message: 'every certificate request would be signed, outside of a lab',
      help: 'set autosign to policy or none, or say lab: true',
    }),
  ),
  reservedExtension: diagnostic(
    'OVP8141',
    'The extension decides what a node is.',
    (name: string, role: string | undefined) => ({
      message: `'${name}' is made from the roles of the node${role === undefined ? '' : ` (${role})`}`,
      help: 'remove it, and name the node in the keys of the description',
    }),
  ),
  unknownExtension: diagnostic(
    'OVP8142',
    'A request with an extension that nobody knows is refused.',
    (name: string, suggestion: string | undefined) => ({
      message: `there is no extension '${name}' of certificates`,
      ...didYouMean(
        suggestion,
        'use a name that begins with pp_, or an object identifier such as 1.3.6.1.4.1.34380.1.2.1',
      ),
    }),
  ),
  autosignPool: diagnostic(
    'OVP8143',
    'A certificate authority that accepts alternative names must look at who asks for them; the module refuses otherwise.',
    (name: string) => ({
      message: `every certificate request would be signed, also one for the name ${name}`,
      help: 'set autosign to policy or none',
    }),
  ),
  idle: diagnostic('OVP8150', 'The node would be a plain agent.', (name: string) => ({
    message: `${name} has no role`,
    help: 'name it in the keys of the description, or remove it; plain agents need not be described',
  })),
  secret: diagnostic('OVP8151', 'Nodes that need the secret fail to compile.', (keys: string, who: string) => ({
    message: `there is no ${keys}, which ${who} cannot do without`,
    help: 'set it in Hiera, encrypted, or looked up in a store of secrets; of a description, `secrets` says where they are, and `ovp-gen infra secrets` makes them',
  })),
  unusedCompilers: diagnostic(
    'OVP8153',
    'Agents ask the server that they are told of, and no other.',
    (compilers: readonly string[], primary: string, module: string) => ({
      message: `no agent would ask ${compilers.join(', ')}: all are told of ${primary} alone`,
      help: `set ${module}::loadbalancer to the balancer before the compilers, or ${module}::agent_server to an address that leads to them`,
    }),
  ),
  unusedPostgresql: diagnostic(
    'OVP8154',
    'PostgreSQL keeps the data of OpenVoxDB and of Foreman.',
    (address: string) => ({
      message: `nothing would use PostgreSQL on ${address}, since there is neither OpenVoxDB nor Foreman`,
      help: 'leave postgresql blank, or let one of the two be there',
    }),
  ),
  agents: diagnostic(
    'OVP8152',
    'The number of agents includes the nodes of the platform.',
    (agents: number, nodes: number) => ({
      message: `there are ${nodes} nodes, but agents is ${agents}`,
      help: `set it to ${nodes} or more`,
    }),
  ),
});
