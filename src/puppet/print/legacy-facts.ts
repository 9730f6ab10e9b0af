/**
 * Facts that have been replaced by structured ones, and their places in `$facts`; the ones that puppet-lint's
 * `legacy_facts` knows, which has them from Facter's list of legacy facts.
 */

export const REPLACED: Readonly<Record<string, string>> = {
  architecture: 'os.architecture',
  augeasversion: 'augeas.version',
  bios_release_date: 'dmi.bios.release_date',
  bios_vendor: 'dmi.bios.vendor',
  bios_version: 'dmi.bios.version',
  boardassettag: 'dmi.board.asset_tag',
  boardmanufacturer: 'dmi.board.manufacturer',
  boardproductname: 'dmi.board.product',
  boardserialnumber: 'dmi.board.serial_number',
  chassisassettag: 'dmi.chassis.asset_tag',
  chassistype: 'dmi.chassis.type',
  domain: 'networking.domain',
  fqdn: 'networking.fqdn',
  gid: 'identity.group',
  hardwareisa: 'processors.isa',
  hardwaremodel: 'os.hardware',
  hostname: 'networking.hostname',
  id: 'identity.user',
  ipaddress: 'networking.ip',
  ipaddress6: 'networking.ip6',
  lsbdistcodename: 'os.distro.codename',
  lsbdistid: 'os.distro.id',
  lsbdistrelease: 'os.distro.release.full',
  lsbmajdistrelease: 'os.distro.release.major',
  lsbminordistrelease: 'os.distro.release.minor',
  lsbrelease: 'os.distro.release.specification',
  macaddress: 'networking.mac',
  macosx_buildversion: 'os.macosx.build',
  macosx_productname: 'os.macosx.product',
  macosx_productversion: 'os.macosx.version.full',
  macosx_productversion_major: 'os.macosx.version.major',
  macosx_productversion_minor: 'os.macosx.version.minor',
  manufacturer: 'dmi.manufacturer',
  memoryfree: 'memory.system.available',
  memorysize: 'memory.system.total',
  netmask: 'networking.netmask',
  netmask6: 'networking.netmask6',
  network: 'networking.network',
  network6: 'networking.network6',
  operatingsystem: 'os.name',
  operatingsystemmajrelease: 'os.release.major',
  operatingsystemrelease: 'os.release.full',
  osfamily: 'os.family',
  physicalprocessorcount: 'processors.physicalcount',
  processorcount: 'processors.count',
  productname: 'dmi.product.name',
  rubyplatform: 'ruby.platform',
  rubysitedir: 'ruby.sitedir',
  rubyversion: 'ruby.version',
  selinux: 'os.selinux.enabled',
  selinux_config_mode: 'os.selinux.config_mode',
  selinux_config_policy: 'os.selinux.config_policy',
  selinux_current_mode: 'os.selinux.current_mode',
  selinux_enforced: 'os.selinux.enforced',
  selinux_policyversion: 'os.selinux.policy_version',
  serialnumber: 'dmi.product.serial_number',
  swapencrypted: 'memory.swap.encrypted',
  swapfree: 'memory.swap.available',
  swapsize: 'memory.swap.total',
  system32: 'os.windows.system32',
  uptime: 'system_uptime.uptime',
  uptime_days: 'system_uptime.days',
  uptime_hours: 'system_uptime.hours',
  uptime_seconds: 'system_uptime.seconds',
  uuid: 'dmi.product.uuid',
  xendomains: 'xen.domains',
  zonename: 'solaris_zones.current',
};

/** Gone without a counterpart of the same form. */
const REMOVED: ReadonlySet<string> = new Set(
  ['memoryfree_mb', 'memorysize_mb', 'swapfree_mb', 'swapsize_mb', 'blockdevices', 'interfaces', 'zones'].concat([
    'sshfp_dsa',
    'sshfp_ecdsa',
    'sshfp_ed25519',
    'sshfp_rsa',
  ]),
);

const FAMILIES = [
  /^blockdevice_.*_(model|size|vendor)$/,
  /^(ipaddress6?|macaddress|mtu|netmask6?|network6?)_.*$/,
  /^processor\d+$/,
  /^sp_.*$/,
  /^ssh(dsa|ecdsa|ed25519|rsa)key$/,
  /^ldom_.*$/,
  /^zone_.*_(brand|iptype|name|uuid|id|path|status)$/,
];

/** Whether a name is that of a legacy fact; if so, the keys of the structured one where there is one. */
export function legacyFact(name: string): { readonly structured: string | undefined } | undefined {
  const path = Object.hasOwn(REPLACED, name) ? REPLACED[name] : undefined;
  if (path !== undefined)
    return {
      structured: path
        .split('.')
        .map((key) => `['${key}']`)
        .join(''),
    };
  return REMOVED.has(name) || FAMILIES.some((family) => family.test(name)) ? { structured: undefined } : undefined;
}
