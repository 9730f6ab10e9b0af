/** The operating systems that the platform supports; metadata, specs, guards and documentation follow from here. */
import type { OperatingSystem } from '../model/module.js';

const redHat = (name: string): OperatingSystem => ({ name, family: 'RedHat', releases: ['8', '9', '10'] });

export const operatingSystems: readonly OperatingSystem[] = [
  redHat('AlmaLinux'),
  { ...redHat('CentOS'), releases: ['9', '10'] },
  redHat('OracleLinux'),
  redHat('RedHat'),
  redHat('Rocky'),
  { name: 'Debian', family: 'Debian', releases: ['11', '12', '13'] },
  { name: 'Ubuntu', family: 'Debian', releases: ['22.04', '24.04'] },
];
