/** Every profile with every version. */
export const contexts = [
  { profile: 'documented', version: 'beta' },
  { profile: 'documented', version: 'v1.0' },
  { profile: 'live', version: 'beta' },
  { profile: 'live', version: 'v1.0' },
] as const;

/** Every version. */
export const versions = [{ version: 'beta' }, { version: 'v1.0' }] as const;
