/** Attributes that every resource takes, whatever its type. */
export const metaparameterNames = [
  'alias',
  'audit',
  'before',
  'loglevel',
  'noop',
  'notify',
  'require',
  'schedule',
  'stage',
  'subscribe',
  'tag',
] as const;
