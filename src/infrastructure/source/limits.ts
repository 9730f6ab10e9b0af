/** How much of what a person hands over is read. Hiera data of people stay far below: 400 KB in the largest file of public control repositories. */

/** Bounds of one file: its size, how deeply its values are nested, and their number once aliases stand for what they mean. */
export const limits = { bytes: 8 * 1024 * 1024, depth: 100, values: 500_000 } as const;

/** Bounds of a description that is a program: seconds that it may run, and MiB that it may take. */
export const runLimits = { seconds: 30, memoryMb: 512 } as const;
