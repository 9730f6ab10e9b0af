/** The package repositories of OpenVox. */
import { apt, aptKeyring, aptSource, aptUpdate } from '../../bindings/apt.js';
import { exec, file, packageResource } from '../../bindings/core.js';
import { yumrepo } from '../../bindings/yumrepo_core.js';
import { assertPrivate, downcase } from '../../model/builtins.js';
import { profile } from '../../model/definitions.js';
import { fact, matches, select, sentence, str } from '../../model/expressions.js';
import { own } from '../../model/namespace.js';
import {
  collect,
  comment,
  fail,
  include,
  type Link,
  local,
  match,
  order,
  ref,
  resource,
  type Statement,
  when,
  where,
} from '../../model/statements.js';
import type { Expr } from '../../model/value.js';
import type { HttpUrl, Matching, PuppetType } from '../../model/vocabulary.js';
import { repositoryBehaviours } from './repositories-behaviours.js';

type FileSource = PuppetType<'Stdlib::Filesource', string>;

interface RepositoriesParams {
  /** Name of the collection of packages, which is also the last part of its path in the repositories. */
  collection: Matching<'\\Aopenvox\\d+\\z'>;
  /** Where the collections for yum are: the project's server, or a mirror of it. */
  yum_baseurl: HttpUrl;
  /** URL of the key that signs the packages for yum. */
  yum_gpgkey: FileSource;
  /** Where the collections for apt are: the project's server, or a mirror of it. */
  apt_location: HttpUrl;
  /**
   * URL, or file on this node, of the binary keyring that signs the packages for apt. What a URL leads to is fetched once:
   * to fetch a renewed one, remove `/etc/apt/keyrings/openvox-keyring.gpg`.
   */
  apt_keyring: FileSource;
}

/** Packages that come from the repositories, whoever declares them. */
const packages = ['openvox-agent', 'openvox-server', 'openvoxdb', 'openvoxdb-termini'] as const;

const keyring = 'openvox-keyring.gpg';
const keyringPath = `/etc/apt/keyrings/${keyring}`;

/** Seconds after which a server of packages that sends no keyring counts as lost. */
const FETCH_SECONDS = 120;

/** Titles, not a tag: a collector realises what it finds, and a tag finds resources of other people. */
function beforePackages(first: Link): readonly Statement[] {
  return packages.map((name) => order(first, collect(packageResource, where('title', name))));
}

/**
 * A file with a URL as its source is looked up there in every run: without an answer, everything that waits for the
 * repository, which is everything on a node of the platform, would be left out of the run.
 */
function aptKey(source: Expr<string>, collection: Expr<string>): Statement {
  const fetch = `${own}: keyring of OpenVox`;
  return when(
    matches(source, '\\Ahttps?://'),
    [
      comment(
        [
          'Fetched once, with what apt itself fetches with, and put into force as a whole: in every other run nobody has to',
          'answer.',
        ].join('\n'),
      ),
      include(apt),
      resource(exec, fetch, {
        command: [
          '/bin/sh',
          '-c',
          [
            'rm -f "$KEYRING.new"',
            '/usr/lib/apt/apt-helper download-file "$KEYRING_URL" "$KEYRING.new"',
            'test -s "$KEYRING.new"',
            'mv "$KEYRING.new" "$KEYRING"',
          ].join(' && '),
        ],
        environment: [`KEYRING=${keyringPath}`, str`KEYRING_URL=${source}`],
        path: ['/usr/bin', '/bin'],
        creates: keyringPath,
        timeout: FETCH_SECONDS,
      }),
      comment('The directory is made by class apt, on systems that do not have it.'),
      order(collect(file, where('title', 'keyrings')), ref(exec, fetch)),
      resource(file, keyringPath, {
        ensure: 'file',
        owner: 'root',
        group: 'root',
        mode: '0644',
        require: ref(exec, fetch),
        before: ref(aptSource, collection),
      }),
    ],
    [resource(aptKeyring, keyring, { source, before: ref(aptSource, collection) })],
  );
}

/** Package repositories of OpenVox. */
export const repositories = profile<RepositoriesParams>('repos', {
  private: true,
  defaults: {
    collection: 'openvox8',
    yum_baseurl: 'https://yum.voxpupuli.org',
    yum_gpgkey: 'https://yum.voxpupuli.org/GPG-KEY-openvox.pub',
    apt_location: 'https://apt.voxpupuli.org',
    apt_keyring: `https://apt.voxpupuli.org/${keyring}`,
  },
  behaviours: repositoryBehaviours,
  body: ({ params }) => {
    const name = fact('os.name');
    const major = fact('os.release.major');
    const distribution = local(
      'distribution',
      select(
        name,
        [
          ['Amazon', 'amazon'],
          ['Fedora', 'fedora'],
        ],
        'el',
      ),
    );
    return [
      assertPrivate(),
      match(
        fact('os.family'),
        [
          [
            ['RedHat'],
            [
              distribution,
              resource(yumrepo, params.collection, {
                ensure: 'present',
                descr: str`OpenVox packages (${params.collection})`,
                baseurl: str`${params.yum_baseurl}/${params.collection}/${distribution.value}/${major}/$basearch`,
                enabled: 1,
                gpgcheck: 1,
                gpgkey: params.yum_gpgkey,
              }),
              comment('yum finds the packages only where the repository is known.'),
              beforePackages(ref(yumrepo, params.collection)),
            ],
          ],
          [
            ['Debian'],
            [
              aptKey(params.apt_keyring, params.collection),
              resource(aptSource, params.collection, {
                comment: str`OpenVox packages (${params.collection})`,
                source_format: 'sources',
                location: [params.apt_location],
                release: [str`${downcase(name)}${major}`],
                repos: [params.collection],
                keyring: keyringPath,
              }),
              comment("apt finds the packages only after it has read the new repository's index."),
              beforePackages(ref(aptUpdate)),
            ],
          ],
        ],
        [
          fail(
            sentence(
              str`${own}: no package repositories are known for ${name}: set ${own}::manage_repos to false and provide`,
              'the packages in another way',
            ),
          ),
        ],
      ),
    ];
  },
});
