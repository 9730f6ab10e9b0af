/** What is wrong with a plan. Codes 85xx. */
import { diagnostic as row, diagnostics, didYouMean } from '../../findings/finding.js';

export const planDiagnostics = diagnostics({
  tooSmall: row(
    'OVP8501',
    'Services that together need more memory than there is are ended by the kernel, the largest first.',
    (node: string, memory: number, needed: number, services: string) => ({
      message: `${node} has ${memory} MiB of memory, but ${services} need ${needed} MiB: ${needed - memory} MiB are missing.`,
      help: 'Give it more memory, or move a service to a node of its own.',
    }),
  ),
  willNotStart: row(
    'OVP8502',
    'The start script of the server compares the heap with the memory, and ends where a tenth of the heap is not left over.',
    (node: string, memory: number, needed: number, heap: number) => ({
      message: `${node} has ${memory} MiB of memory, but its server with a heap of ${heap} MiB starts only with ${needed} MiB: ${needed - memory} MiB are missing.`,
      help: 'Give it more memory, or a smaller heap.',
    }),
  ),
  overloaded: row(
    'OVP8503',
    'Runs that find no free JRuby instance wait, and those that wait for too long fail.',
    (agents: number, percent: number, instances: number, missing: number, what: string) => ({
      message: `${agents} agents keep the JRuby instances of the servers (${instances}) busy for ${percent} % of the time: ${missing} instances are missing.`,
      help: what,
    }),
  ),
  noSpare: row(
    'OVP8504',
    'A server fails, or is restarted; the others have to do its work.',
    (node: string, percent: number, aim: number, compilers: number) => ({
      message: `Without ${node} the other servers are busy for ${percent} % of the time, more than the ${aim} % that are aimed at.`,
      help: `Add compilers: ${compilers} beside the primary carry the load while one server is missing.`,
    }),
  ),
  openvoxdbHeap: row(
    'OVP8505',
    'An OpenVoxDB whose heap is too small for its nodes collects garbage instead of processing commands.',
    (node: string, heap: number, needed: number, key: string) => ({
      message: `OpenVoxDB on ${node} gets a heap of ${heap} MiB, but for its share of the nodes ${needed} MiB are recommended: ${needed - heap} MiB are missing.`,
      help: `Set ${key} to ${needed}, where the memory allows it, or add OpenVoxDB nodes.`,
    }),
  ),
  connections: row(
    'OVP8506',
    'A client that finds no free connection fails, whichever that is.',
    (given: number, needed: number, services: number, key: string) => ({
      message: `PostgreSQL accepts ${given} connections, but its clients may open ${needed}: ${needed - given} are missing.`,
      help: `Set ${key} to ${services}.`,
    }),
  ),
  externalConnections: row(
    'OVP8507',
    'The platform does not set max_connections of a PostgreSQL that it does not run.',
    (address: string, needed: number) => ({
      message: `PostgreSQL at ${address} is not the platform's, and its clients may open ${needed} connections.`,
      help: `See that its max_connections is at least ${needed}; PostgreSQL's own default is 100.`,
    }),
  ),
  postgresqlMemory: row(
    'OVP8508',
    'Connections that sort more than the memory holds make the kernel end PostgreSQL.',
    (node: string, memory: number, needed: number, connections: number) => ({
      message: `PostgreSQL on ${node} has ${memory} MiB, but ${connections} connections at their smallest work_mem may take ${needed} MiB: ${needed - memory} MiB are missing.`,
      help: 'Give the node more memory, or PostgreSQL a node of its own.',
    }),
  ),
  tier: row(
    'OVP8509',
    'Beyond its size a tier needs hardware that is dearer than the parts of the next.',
    (agents: number, tier: string, largest: number, next: string) => ({
      message: `${agents} agents are more than the ${largest} for which the tier ${tier} is meant.`,
      help: `Describe the infrastructure as ${next}.`,
    }),
  ),
  noAgents: row('OVP8510', 'Everything follows from the number of agents.', () => ({
    message: 'Nobody says how many agents there are.',
    help: 'Give --agents, or `agents` in the description of the infrastructure.',
  })),
  badNumber: row(
    'OVP8511',
    'Figures are made of numbers.',
    (option: string, given: string, expected: string) => ({
      message: `${option} is '${given}', but ${expected} is expected.`,
    }),
    'Give a number as in `--agents 4000 --cpus 8 --memory 16`.',
  ),
  unknownTier: row('OVP8512', 'There are three.', (given: string, known: readonly string[], suggestion?: string) => ({
    message: `There is no tier '${given}'; there are ${known.join(', ')}.`,
    ...didYouMean(suggestion),
  })),
  tierIsDescribed: row('OVP8513', 'A description says which nodes there are, and so which tier it is.', () => ({
    message: '--tier and --no-foreman ask for an example, but there is a description.',
    help: 'Leave them out, or the description.',
  })),
});
