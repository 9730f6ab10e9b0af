import { join } from 'node:path';
import type { Finding } from '../findings/finding.js';
import { finding } from '../findings/finding.js';
import { writeDiagnostics } from './diagnostics.js';
import type { Action } from './plan.js';

/** The finding of a path that is left alone. */
export function conflictFinding(directory: string, action: Extract<Action, { kind: 'conflict' }>): Finding {
  const { path, conflict } = action;
  const site = { file: join(directory, path), line: 1, column: 1 };
  switch (conflict.reason) {
    case 'edited':
      return finding(writeDiagnostics.editedByHand, site, path);
    case 'edited orphan':
      return finding(writeDiagnostics.orphanEditedByHand, site, path);
    case 'not ours':
      return finding(writeDiagnostics.notOurs, site, path);
    case 'folder':
      return finding(writeDiagnostics.folderInTheWay, undefined, path);
    case 'special':
      return finding(writeDiagnostics.specialFileInTheWay, undefined, path);
    case 'changed meanwhile':
      return finding(writeDiagnostics.changedMeanwhile, site, path);
    case 'link':
      return finding(writeDiagnostics.linkInTheWay, undefined, path, conflict.at);
    case 'file':
      return finding(writeDiagnostics.fileInTheWay, undefined, path, conflict.at);
  }
}
