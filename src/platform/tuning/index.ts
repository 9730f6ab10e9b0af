/** How the services of a node divide its memory and CPUs. */
export * from './foreman.js';
export * from './openvoxdb.js';
export * from './postgresql.js';
export * from './server.js';
