/** Numbers on which several formulas agree. */

/** Largest size of a connection pool of OpenVoxDB, which is its own default. */
export const largestPool = 25;
