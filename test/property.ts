import fc from 'fast-check';

// The seed is fixed, so that a green run stays green until the sources change; FAST_CHECK_SEED=random looks for more.
const { FAST_CHECK_SEED: given = '1', FAST_CHECK_RUNS: more } = process.env;

/** Which random values a property is tried with. */
export const seed: number = given === 'random' ? Math.floor(Math.random() * 0x7fffffff) : Number(given);

/**
 * How many values a property is tried with that has a number of its own, as each of them takes long; FAST_CHECK_RUNS sets
 * more than a machine can afford every time.
 */
export const runs = (usual: number): number => (more === undefined ? usual : Number(more));

fc.configureGlobal({ seed });

export { fc };
