/** Names that Puppet and the Forge accept for a module and for its owner. */

export const identityNames = {
  name: {
    pattern: /^[a-z][a-z0-9_]*$/,
    expected: 'a name of lower-case letters, digits and underscores',
    /** What stands for characters that are not accepted. */
    otherwise: '_',
  },
  owner: { pattern: /^[A-Za-z0-9]+$/, expected: 'a name of letters and digits', otherwise: '' },
} as const;
