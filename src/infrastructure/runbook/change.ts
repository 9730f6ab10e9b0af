/** Steps that every change of day two is made of. */
import type { Infrastructure } from '../model.js';
import type { Check, Step } from './runbook.js';
import { joinNamed } from './steps.js';

/** Where the description, the control repository and ovp-gen are. */
export const workstation = 'workstation';

/** The description is changed, judged, and its data deployed. */
export function change(all: Infrastructure, what: string): readonly Step[] {
  const file = all.places.file.split('/').at(-1) ?? 'infrastructure.yaml';
  const previous = file.endsWith('.ts') ? 'infrastructure.old.ts' : 'infrastructure.old.yaml';
  return [
    {
      node: workstation,
      title: `Change the description: ${what}`,
      commands: [
        `cp ${file} ${previous}`,
        `"\${EDITOR:-vi}" ${file}`,
        `npx ovp-gen infra check ${file}`,
        `npx ovp-gen infra diff ${previous} ${file}`,
        `npx ovp-gen infra hiera ${file}`,
      ],
      check: { commands: [`npx ovp-gen infra check ${file}`], expect: 'ends with exit code 0' },
      note: '`infra diff` lists the files, settings and nodes that change, and what is restarted. Commit what it writes, and push it.',
    },
    {
      node: all.primary,
      ...(typeof all.keys.control_repo === 'string'
        ? { title: 'Deploy the code', commands: ['openvox-deploy-code'] }
        : { title: 'Bring the changed data to the servers', commands: ['# As you did for the first run'] }),
      check: {
        commands: [
          `puppet lookup --environment ${all.environment} --node ${all.primary} ${all.module.name}::primary_server`,
        ],
        expect: `prints \`${all.primary}\`; keys that have changed show their new values in the same way`,
      },
    },
  ];
}

/** As in the first phase: the agent, its name, its role. */
export function machine(
  all: Infrastructure,
  name: string,
  role: string | undefined,
  altNames: readonly (string | undefined)[],
): readonly Step[] {
  const names = altNames.filter((item) => item !== undefined);
  return [
    {
      node: name,
      title: 'Prepare the machine as all others: agent, name, role',
      commands: [
        '# Install openvox-agent as in the first phase, then:',
        `puppet config set --section main certname ${name}`,
        `puppet config set --section main server ${all.primary}`,
        ...(names.length === 0 ? [] : [`puppet config set --section main dns_alt_names ${[name, ...names].join(',')}`]),
        ...(role === undefined
          ? []
          : [
              "cat > /etc/puppetlabs/puppet/csr_attributes.yaml <<'END'",
              'extension_requests:',
              `  pp_role: "${role}"`,
              'END',
            ]),
      ],
      check: {
        commands: ['puppet config print certname server --section main'],
        expect: `shows \`${name}\` and \`${all.primary}\``,
      },
    },
    ...joinNamed(all, name, true),
  ];
}

/** A certificate that was revoked is not listed any more. */
export function gone(name: string): Check {
  return { commands: [`puppetserver ca list --all --certname ${name} || true`], expect: 'names it as missing' };
}

/** `compiler4.example.com` after `compiler3.example.com`. */
export function nextName(names: readonly string[], fallback: string, primary: string): string {
  const domain = primary.includes('.') ? primary.slice(primary.indexOf('.')) : '';
  const numbers = names.flatMap((name) => {
    const [, stem = '', digits = '', rest = ''] = /^(.*?)(\d+)(\..*)?$/.exec(name) ?? [];
    return digits === '' ? [] : [{ stem, number: Number(digits), rest }];
  });
  const last = numbers.reduce<(typeof numbers)[number] | undefined>(
    (most, item) => (most === undefined || item.number > most.number ? item : most),
    undefined,
  );
  return last === undefined ? `${fallback}${domain}` : `${last.stem}${last.number + 1}${last.rest}`;
}
