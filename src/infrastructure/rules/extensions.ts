/** Rules about the extensions of certificates. */
import { finding, type Finding } from '../../findings/finding.js';
import { suggest } from '../../findings/suggest.js';
import { ruleDiagnostics as row } from './diagnostics.js';
import type { RuleInput } from './input.js';

/** Extensions that OpenVox knows by name: Puppet::SSL::Oids, what is below ppRegCertExt and ppAuthCertExt. */
const extensionNames = [
  'pp_uuid',
  'pp_instance_id',
  'pp_image_name',
  'pp_preshared_key',
  'pp_cost_center',
  'pp_product',
  'pp_project',
  'pp_application',
  'pp_service',
  'pp_employee',
  'pp_created_by',
  'pp_environment',
  'pp_role',
  'pp_software_version',
  'pp_department',
  'pp_cluster',
  'pp_provisioner',
  'pp_region',
  'pp_datacenter',
  'pp_zone',
  'pp_network',
  'pp_securitypolicy',
  'pp_cloudplatform',
  'pp_apptier',
  'pp_hostname',
  'pp_owner',
  'pp_authorization',
  'pp_auth_role',
  'pp_auth_auto_renew',
  'pp_cli_auth',
] as const;

export function extensionRules({ all }: RuleInput): readonly Finding[] {
  return all.nodes.flatMap((node) =>
    Object.keys(node.extensions).flatMap((name): readonly Finding[] => {
      const site = all.places.site([...node.path, 'extensions', name], 'key');
      if (name === 'pp_role' && (node.ppRole !== undefined || node.roles.length > 1))
        return [finding(row.reservedExtension, site, name, node.ppRole)];
      if (extensionNames.some((known) => known === name) || /^\d+(?:\.\d+){3,}$/.test(name)) return [];
      return [finding(row.unknownExtension, site, name, suggest(name, extensionNames))];
    }),
  );
}
