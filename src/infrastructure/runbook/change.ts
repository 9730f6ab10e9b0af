/** Steps that every change of day two is made of. */
import type { Infrastructure } from '../model/infrastructure.js';
import { password, policy } from './keys.js';
import type { Check, Step } from './model.js';
import { joinNamed } from './steps.js';

/** Where the description, the control repository and ovp-gen are. */
export const workstation = 'workstation';

/** The description is changed, judged, and its data deployed. */
export function change(all: Infrastructure, what: string): readonly Step[] {
  const file = all.places.file.split('/').at(-1) ?? 'infrastructure.yaml';
  const previous = file.endsWith('.ts') ? 'infrastructure.old.ts' : 'infrastructure.old.yaml';
  const yours = ['# Take it to the servers as you did for the first run'];
  return [
    {
      node: workstation,
      title: `Change the description: ${what}`,
      commands: [`cp ${file} ${previous}`, `"\${EDITOR:-vi}" ${file}`],
      check: { commands: [`npx ovp-gen infra check ${file}`], expect: 'ends with exit code 0' },
    },
    {
      node: workstation,
      title: 'Write what follows from it, and publish it',
      commands: [
        `npx ovp-gen infra diff ${previous} ${file}`,
        `npx ovp-gen infra secrets ${file}`,
        `npx ovp-gen infra hiera ${file}`,
        '# Commit the control repository, and push it',
      ],
      check: { commands: [`npx ovp-gen infra hiera ${file} --check`], expect: 'ends with exit code 0' },
      note: '`infra diff` lists the files, settings and nodes that change, and what is restarted; `infra secrets` makes what is missing.',
    },
    {
      node: all.primary,
      title: 'Deploy it',
      commands: typeof all.keys.control_repo === 'string' ? ['openvox-deploy-code'] : yours,
      check: {
        commands: [`puppet lookup --environment ${all.environment} --render-as s ${all.module.name}::primary_server`],
        expect: `prints \`${all.primary}\`; keys that have changed show their new values in the same way`,
      },
    },
    ...(all.autosign === 'policy' ? [policy(all)] : []),
  ];
}

/** What a description has to say as soon as nodes share secrets. */
export const secretsFrom = ({ secrets }: Infrastructure): string => (secrets === undefined ? ', `secrets`' : '');

/** As in the first phase: the agent, its name, its role. */
export function machine(
  all: Infrastructure,
  name: string,
  role: string | undefined,
  altNames: readonly (string | undefined)[],
): readonly Step[] {
  const names = altNames.filter((item): item is string => item !== undefined && item !== name);
  return [
    {
      node: name,
      title: 'Prepare the machine as all others: agent, name, role',
      commands: [
        '# Install openvox-agent as in the first phase, then:',
        `puppet config set --section main certname ${name}`,
        `puppet config set --section main server ${all.primary}`,
        ...(all.environment === 'production'
          ? []
          : [`puppet config set --section main environment ${all.environment}`]),
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
    ...password(all, name),
    ...joinNamed(all, name, role, names),
  ];
}

/** A certificate that was revoked is not listed any more. */
export function gone(name: string): Check {
  return {
    commands: [`puppetserver ca list --certname ${name} || true`],
    expect: 'lists it below *Missing Certificates*',
  };
}

/** `compiler4.example.com` after `compiler3.example.com`, `c10` after `c09`. */
export function nextName(names: readonly string[], fallback: string, primary: string): string {
  const domain = primary.includes('.') ? primary.slice(primary.indexOf('.')) : '';
  const numbers = names.flatMap((name) => {
    const [, stem = '', digits = '', rest = ''] = /^(.*?)(\d+)(\..*)?$/.exec(name) ?? [];
    return digits === '' ? [] : [{ stem, digits, rest }];
  });
  const last = numbers.reduce<(typeof numbers)[number] | undefined>(
    (most, item) => (most === undefined || Number(item.digits) > Number(most.digits) ? item : most),
    undefined,
  );
  return last === undefined
    ? `${fallback}${domain}`
    : `${last.stem}${String(Number(last.digits) + 1).padStart(last.digits.length, '0')}${last.rest}`;
}
