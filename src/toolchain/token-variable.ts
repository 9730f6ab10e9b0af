/** The environment variable that may hold the token; apart, so that `--help` loads nothing else. */
export const TOKEN_VARIABLE = 'OVP_FORGE_TOKEN';
