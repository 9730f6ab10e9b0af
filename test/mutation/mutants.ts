/** Mistakes that somebody could make in the definitions of the platform, and the spec that has to find each. */

export interface Mutant {
  readonly mistake: string;
  /** Below `src/platform`. */
  readonly file: string;
  /** What is replaced, the first time that it stands in the file. */
  readonly from: string;
  readonly to: string;
  /** Below `spec`, without `_spec.rb`. */
  readonly spec: string;
  /** A part of the failure's title or message, so that nothing else counts as the finding. */
  readonly finding: RegExp;
}

/** Found with stand-ins of the component modules. */
export const mutants: readonly Mutant[] = [
  {
    mistake: 'a directory that everybody may write to',
    file: 'backup/backup.ts',
    from: "mode: '0755'",
    to: "mode: '0777'",
    spec: 'classes/backup',
    finding: /File\[\/var\/backups\/openvox_platform\].*mode/s,
  },
  {
    mistake: 'the service of the agent before its settings',
    file: 'agent/agent.ts',
    from: "path: params.puppet_conf, before: ref(service, 'puppet') }",
    to: 'path: params.puppet_conf }',
    spec: 'classes/agent',
    finding: /before Service\[puppet\]/,
  },
  {
    mistake: 'certificates from the balancer',
    file: 'agent/agent.ts',
    from: "setting('ca_server', infrastructure.primary)",
    to: "setting('ca_server', infrastructure.agent_address)",
    spec: 'classes/agent',
    finding: /ca_server/,
  },
  {
    mistake: 'code of a node that everybody on it may read',
    file: 'serverless/serverless.ts',
    from: "resource(file, paths.state, { ...rootFile, ensure: 'directory', mode: '0700' })",
    to: "resource(file, paths.state, { ...rootFile, ensure: 'directory', mode: '0755' })",
    spec: 'classes/serverless',
    finding: /File\[\/var\/lib\/openvox-apply\].*mode/s,
  },
  {
    mistake: 'a timer before git',
    file: 'serverless/serverless.ts',
    from: "require: [ref(file, paths.command, paths.state), ref(packageResource, 'git')]",
    to: 'require: [ref(file, paths.command, paths.state)]',
    spec: 'classes/serverless',
    finding: /Package\[git\].*before/s,
  },
  {
    mistake: 'a rule that nothing breaks',
    file: 'guards.ts',
    from: 'broken: and(given(is.database_balancer), eq(is.database_balancer, is.openvoxdb_host))',
    to: 'broken: and(given(is.database_balancer), eq(is.database_balancer, is.compiler_balancer))',
    spec: 'classes/guards',
    finding: /both would listen on port 8081/,
  },
];

/** Found with the real component modules alone. */
export const realMutants: readonly Mutant[] = [
  {
    mistake: 'a pool of another name than its members have',
    file: 'lb/pool.ts',
    from: 'resource(haproxyListen, name, {',
    to: 'resource(haproxyListen, str`${name}_pool`, {',
    spec: 'defines/lb/pool',
    finding: /Haproxy::Listen\[openvox_compilers\]/,
  },
  {
    mistake: 'the port of another service',
    file: 'ports.ts',
    from: 'server: 8140',
    to: 'server: 8081',
    spec: 'classes/profile/lb/compiler',
    finding: /8140/,
  },
  {
    mistake: 'a private key that everybody may read',
    file: 'lb/balancer.ts',
    from: "mode: '0600'",
    to: "mode: '0644'",
    spec: 'classes/lb',
    finding: /check\.pem.*mode/s,
  },
  {
    mistake: 'limits that come after the package starts HAProxy',
    file: 'lb/balancer.ts',
    from: "      before: ref(haproxy),\n    }),\n\n    comment('The ports",
    to: "    }),\n\n    comment('The ports",
    spec: 'classes/lb',
    finding: /limits\].*before.*Package\[haproxy\]/s,
  },
  {
    mistake: 'certificates before the authority that issues them',
    file: 'server/server.ts',
    from: '    order(ref(puppetServerConfig), ref(certificates)),\n',
    to: '',
    spec: 'classes/server',
    finding: /before/,
  },
  {
    mistake: 'OpenVoxDB before its certificate',
    file: 'database/openvoxdb.ts',
    from: "    order(ref(certificates), ref(packageResource, 'openvoxdb')),\n",
    to: '',
    spec: 'classes/openvoxdb',
    finding: /before.*Package\[openvoxdb\]/s,
  },
  {
    mistake: 'a key in Java’s form before the key',
    file: 'database/openvoxdb.ts',
    from: '    order(copy, ref(exec, str`${copies.value}/private.pk8`)),\n',
    to: '',
    spec: 'classes/openvoxdb',
    finding: /private\.pk8/,
  },
  {
    mistake: 'a renewed certificate that nobody reads',
    file: 'database/openvoxdb.ts',
    from: "    refresh(copy, ref(service, 'puppetdb')),\n",
    to: '',
    spec: 'classes/openvoxdb',
    finding: /Service\[puppetdb\]/,
  },
  {
    mistake: 'PostgreSQL before its key',
    file: 'database/tls.ts',
    from: '        before: start.value,\n',
    to: '',
    spec: 'classes/postgresql/tls',
    finding: /before/,
  },
  {
    mistake: 'a key of PostgreSQL that others may read',
    file: 'database/tls.ts',
    from: "modes: ['0700', '0600']",
    to: "modes: ['0755', '0644']",
    spec: 'classes/postgresql/tls',
    finding: /mode/,
  },
  {
    mistake: 'settings of Patroni that nobody reads',
    file: 'database/patroni/configuration.ts',
    from: '      notify: patroniReload(),\n',
    to: '',
    spec: 'classes/postgresql/patroni/configuration',
    finding: /patroni/,
  },
  {
    mistake: 'Apache before its certificate',
    file: 'profiles/foreman.ts',
    from: '      order(ref(certificates), ref(apacheService)),\n',
    to: '',
    spec: 'classes/profile/foreman',
    finding: /Apache::Service/i,
  },
];
