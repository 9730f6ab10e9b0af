/** Numbers on which several formulas agree, and how their results are rounded. */
import { div, mul } from '../../model/expressions.js';
import type { Expr } from '../../model/value.js';

/** Largest size of a connection pool of OpenVoxDB, which is its own default. */
export const largestPool = 25;

/** MiB by which sizes are counted that a service takes at its start: a little more memory must not restart it. */
const SIZE_STEP = 64;

/** A size in MiB, rounded down to the step. */
export const stepped = (size: Expr<number>): Expr<number> => mul(div(size, SIZE_STEP), SIZE_STEP);
