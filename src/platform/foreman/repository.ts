/** Where Foreman's packages come from. */
import { foremanRepo as component } from '../../bindings/foreman.js';
import { assertPrivate, lookup } from '../../model/builtins.js';
import { type Profile, profile } from '../../model/definitions.js';
import { choose, undef } from '../../model/expressions.js';
import { comment, contain, declare } from '../../model/statements.js';
import type { Matching } from '../../model/vocabulary.js';
import { repositoryBehaviours } from './repository-behaviours.js';

interface RepositoryParams {
  /** Foreman's version, major and minor, or `nightly`. */
  version: Matching<'\\A(\\d+\\.\\d+|nightly)\\z'>;
  /** Whether the repository is managed; otherwise the packages come from wherever the node has them. */
  manage: boolean;
}

/** Foreman's package repository, for Foreman and for its smart proxy. */
export const foremanRepository: Profile<RepositoryParams> = profile<RepositoryParams>('foreman::repo', {
  private: true,
  defaults: { version: '3.18', manage: true },
  behaviours: repositoryBehaviours,
  body: ({ params }) => [
    assertPrivate(),
    comment('The component manages no repository where it is given no version.'),
    declare(component, {
      repo: choose<string, undefined>(params.manage, lookup<string>('foreman::repo::repo', params.version), undef),
    }),
    contain(component),
  ],
});
