/** A compiler. */
import { profile } from '../../model/definitions.js';
import { and, eq, isA, sentence, str } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import { comment, contain, fail, include, unless, when } from '../../model/statements.js';
import { openvoxdbService } from '../database/openvoxdb.js';
import { member } from '../lb/pool.js';
import { infrastructure as is, platform } from '../platform.js';
import { port } from '../ports.js';
import { server } from '../server/server.js';
import { compilerBehaviours } from './compiler-behaviours.js';

/**
 * A compiler: an OpenVox server without a certificate authority, and an OpenVoxDB where that has no nodes of its own.
 *
 * The main class adds it to nodes with `pp_role` compiler, and to those that its parameter `compilers` names.
 *
 * @example A node whose certificate has the extension pp_role: compiler
 * include openvox_platform
 */
export const compiler = profile('profile::compiler', {
  behaviours: compilerBehaviours,
  body: () => [
    include(platform),
    unless(eq(is.role, 'compiler'), [
      fail(
        sentence(
          str`${own}: this node, ${is.certname}, is classified as a compiler, but has neither pp_role 'compiler' nor a place`,
          str`in ${own}::compilers: list it there, or request a certificate with that pp_role`,
        ),
      ),
    ]),

    contain(server),
    when(is.runs_openvoxdb, [contain(openvoxdbService)]),

    comment(
      [
        'Without OpenVoxDB nothing could hold the announcement, and the balancer reads the compilers from the',
        "infrastructure's data.",
      ].join('\n'),
    ),
    when(and(isA(is.compiler_balancer, 'NotUndef'), is.with_openvoxdb), [
      member(is.compiler_pool, is.certname, port.server, { form: 'exported' }),
    ]),
  ],
});
