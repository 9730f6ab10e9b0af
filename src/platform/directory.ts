/** Where files of the platform lie that belong to none of its components. */
import { file } from '../bindings/core.js';
import { assertPrivate } from '../model/builtins.js';
import { profile } from '../model/definitions.js';
import { own } from '../model/namespace.js';
import { resource } from '../model/statements.js';

/** The path; a resource below it is created after `include(directory)`. */
export const directoryPath = `/etc/${own}`;

/** The directory for files that belong to the platform and to none of its components. */
export const directory = profile('directory', {
  private: true,
  body: () => [
    assertPrivate(),
    resource(file, directoryPath, { ensure: 'directory', owner: 'root', group: 'root', mode: '0755' }),
  ],
});
