/** Where code lives on a server, and the commands that deploy it. */

/** Environments, and their Hiera data; `branches` has a directory for each branch of a separate Hiera repository. */
export const codePaths = {
  environments: '/etc/puppetlabs/code/environments',
  hieradata: '/etc/puppetlabs/code/hieradata',
  branches: '/etc/puppetlabs/code/hieradata-branches',
  deployKey: '/etc/puppetlabs/r10k/deploy_key',
  knownHosts: '/etc/puppetlabs/r10k/known_hosts',
} as const;

/** Commands: deploys code; follows a deployment. */
export const codeCommands = {
  deploy: '/usr/local/sbin/openvox-deploy-code',
  deployed: '/usr/local/sbin/openvox-code-deployed',
} as const;

/** The timer that starts deployments. */
export const deployTimer = 'openvox-deploy-code.timer';
