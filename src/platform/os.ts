/** The operating systems that the platform supports; metadata, specs, guards and documentation follow from here. */
import type { OperatingSystem } from '../model/module.js';

const el = ['8', '9', '10'] as const;
const redHat = <const Name extends string>(name: Name) => ({ name, family: 'RedHat', releases: el }) as const;

const supported = [
  redHat('AlmaLinux'),
  { ...redHat('CentOS'), releases: ['9', '10'] },
  redHat('OracleLinux'),
  redHat('RedHat'),
  redHat('Rocky'),
  { name: 'Debian', family: 'Debian', releases: ['11', '12', '13'] },
  { name: 'Ubuntu', family: 'Debian', releases: ['22.04', '24.04'] },
] as const satisfies readonly OperatingSystem[];

type Supported = (typeof supported)[number];
type NameOf<System> = System extends {
  readonly name: infer Name extends string;
  readonly releases: readonly (infer Release extends string)[];
}
  ? `${Name} ${Release}`
  : never;

/** Name and release of a system that the platform supports: `AlmaLinux 9`. */
export type SupportedSystem = NameOf<Supported>;

export const operatingSystems: readonly OperatingSystem[] = supported;
