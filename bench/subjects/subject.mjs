// What the benchmark measures.

/**
 * One run of a scenario.
 * @typedef {object} Run
 * @property {() => void} [before] not measured
 * @property {readonly string[]} command
 * @property {Readonly<Record<string, string>>} [env]
 */

/**
 * A generator with an input of its own.
 * @typedef {object} Subject
 * @property {string} name
 * @property {string} output folder that it writes, below its folder
 * @property {(folder: string, units: number, peers: string) => void} prepare writes the input into an empty folder;
 *   `peers` is where the packages of the peers are installed
 * @property {Readonly<Record<string, (folder: string, round: number, peers: string) => Run>>} commands by scenario;
 *   one that is missing is something that the generator cannot do
 */

export {};
