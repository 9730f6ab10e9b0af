/** Where Foreman runs. */
import { assertPrivate, join, pick } from '../../model/builtins.js';
import { type Profile, profile, scope } from '../../model/definitions.js';
import { fact, get, isIn, literal, str, withBlock } from '../../model/expressions.js';
import type { OperatingSystem } from '../../model/module.js';
import { local } from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import type { NonEmpty } from '../../model/vocabulary.js';
import { operatingSystems } from '../os.js';
import { supportedBehaviours } from './supported-behaviours.js';

/** The releases for which Foreman publishes packages, by name of the system or of its family. */
const published: Readonly<Record<string, readonly string[]>> = { RedHat: ['9'], Debian: ['12'], Ubuntu: ['22.04'] };

/** The platform's operating systems on which Foreman runs. */
export const foremanSystems: readonly OperatingSystem[] = operatingSystems.map((system) => {
  const releases = published[system.name] ?? published[system.family] ?? [];
  return { ...system, releases: system.releases.filter((release) => releases.includes(release)) };
});

interface SupportedParams {
  /** Releases with packages by operating system. */
  releases: Record<string, NonEmpty<string>>;
}

/** Whether Foreman has packages for this node's operating system. */
export const foremanSupported: Profile<SupportedParams> = profile<SupportedParams>('foreman::supported', {
  private: true,
  defaults: { releases: Object.fromEntries(foremanSystems.map(({ name, releases }) => [name, releases])) },
  behaviours: supportedBehaviours,
  body: ({ params }) => {
    const here = pick<readonly string[]>(
      get<readonly string[] | undefined>(params.releases, fact('os.name')),
      literal<string[]>([]),
    );
    const names: Expr<string[]> = withBlock(
      'map',
      params.releases,
      ['name', 'majors'],
      (name, majors) => str`${name} ${join(majors, ', ')}`,
    );
    return [assertPrivate(), local('here', isIn(fact('os.release.major'), here)), local('list', join(names, '; '))];
  },
});

/** What the class finds out: whether Foreman runs here, and where it does, for people. */
export const foremanSupport = () => scope<{ here: boolean; list: string }>(foremanSupported);

/** The node's operating system, for people. */
export const thisSystem = (): Expr<string> => str`${fact('os.name')} ${fact('os.release.full')}`;
