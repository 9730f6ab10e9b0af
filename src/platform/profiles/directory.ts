import { file } from '../../bindings/core.js';
import { profile } from '../../model/definitions.js';
import { resource } from '../../model/statements.js';
import type { AbsolutePath, FileMode } from '../../model/vocabulary.js';

export interface DirectoryParams {
  /** Where it is. */
  path: AbsolutePath;
  /** Its mode. */
  mode: FileMode;
  /** Who owns it. */
  owner?: string;
}

/**
 * The directory of the platform's own files.
 *
 * Everything that several profiles put into the same place goes there.
 *
 * @example By itself
 * include openvox_platform::directory
 */
export const directory = profile<DirectoryParams>('directory', {
  private: true,
  defaults: { path: '/etc/openvox_platform', mode: '075' },
  body: ({ params }) => [
    resource(file, params.path, { ensure: 'directory', owner: 'root', group: 'root', mode: params.mode }),
  ],
});
