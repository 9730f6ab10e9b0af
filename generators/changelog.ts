/** `CHANGELOG.md`, in the shape that Forge modules have. */
import type { ModuleIdentity, ReleaseNotes } from '../src/model/module.js';
import { textFile, type Emitter } from './context.js';

export const changelog: Emitter = function* ({ identity, releases }) {
  const sections = releases.map((release) => releaseText(identity, release));
  const introduction = 'All notable changes to this module. Versions follow [Semantic Versioning](https://semver.org).';
  yield textFile('CHANGELOG.md', `${['# Changelog', introduction, ...sections].join('\n\n')}\n`);
};

function releaseText({ source }: ModuleIdentity, { version, date, sections }: ReleaseNotes): string {
  const heading =
    date === undefined
      ? `## v${version} (unreleased)`
      : `## [v${version}](${source.replace(/\.git$/, '')}/tree/v${version}) (${date})`;
  const parts = Object.entries(sections)
    .filter(([, items]) => items.length > 0)
    .map(([title, items]) => `**${title}:**\n\n${items.map(item).join('\n')}`);
  return [heading, ...parts].join('\n\n');
}

/** Further lines of an item are indented below its first one. */
function item(text: string): string {
  return `- ${text.trim().replace(/\n(?!\n)/g, '\n  ')}`;
}
