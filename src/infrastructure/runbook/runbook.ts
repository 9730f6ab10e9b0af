/** A runbook: what to do on which node, in which order, and how to see that it has worked. */
import type { Infrastructure } from '../model/infrastructure.js';
import { dayTwo } from './day-two.js';
import { firstRuns } from './first-runs.js';
import { prepare } from './prepare.js';
import { titleOf } from './words.js';
import type { Runbook } from './model.js';

export function runbookOf(all: Infrastructure): Runbook {
  return {
    title: `Runbook of the OpenVox platform of ${all.primary}`,
    nodes: all.nodes.map((node) => ({
      certname: node.certname,
      title: titleOf(node),
      os: node.os === undefined ? '' : `${node.os.name} ${node.os.release}`,
      ppRole: node.ppRole ?? '',
      altNames: node.altNames,
    })),
    build: [...prepare(all), ...firstRuns(all)].filter(({ steps }) => steps.length > 0),
    dayTwo: dayTwo(all),
  };
}
