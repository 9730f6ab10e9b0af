/** A small component module that has one of everything, written into a temporary folder. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const files: Readonly<Record<string, string>> = {
  'metadata.json': JSON.stringify({
    name: 'author-sample',
    version: '1.2.3',
    author: 'author',
    license: 'Apache-2.0',
    summary: 'A sample',
    source: '',
    dependencies: [{ name: 'puppetlabs-stdlib', version_requirement: '>= 9.0.0 < 10.0.0' }, { name: 'puppet/extlib' }],
    requirements: [{ name: 'openvox', version_requirement: '>= 8.0.0 < 9.0.0' }],
    operatingsystem_support: [{ operatingsystem: 'Debian', operatingsystemrelease: ['12', '13'] }],
  }),
  'hiera.yaml':
    'version: 5\ndefaults: { datadir: data, data_hash: yaml_data }\nhierarchy: [{ name: c, path: c.yaml }]\n',
  'data/c.yaml': 'sample::from_data: 3\n',
  'manifests/init.pp': `# Documented in a style of its own
#
# $port:: A port
class sample (
  Integer[1,
    65535] $port, # a comment, and a 'quote'
  Enum["on", 'off'] $switch = 'on',
  Pattern[/\\A[a-z 'x]+\\z/] $text = 'x',
  Integer $from_data,
  Optional[Sample::Options] $options = undef,
  $untyped = $facts['os']['name'],
) {
}
`,
  'manifests/server/config.pp':
    'define sample::server::config (String[1] $content, Sensitive[String] $secret = Sensitive("x")) {}\n',
  'types/options.pp':
    '# Options\ntype Sample::Options = Struct[{\n  a           => Boolean, # yes\n  Optional[b] => Array[String],\n}]\n',
  'functions/twice.pp': 'function sample::twice(Integer $a, Integer $b = 2) >> Integer { $a * $b }\n',
  'lib/puppet/functions/sample/each_of.rb': `Puppet::Functions.create_function(:'sample::each_of') do
  dispatch :one do
    param 'String', :name
    optional_param 'Hash[String, Any]', :options
    return_type 'Array[String]'
  end
  dispatch :many do
    repeated_param 'Integer', :numbers
    block_param
  end
end
`,
  'lib/puppet/parser/functions/sample_old.rb': `module Puppet::Parser::Functions
  newfunction(:sample_old, type: :rvalue, doc: 'Old') { |args| args }
end
`,
  'lib/puppet/type/sample_entry.rb': `require 'puppet/parameter/boolean'

Puppet::Type.newtype(:sample_entry) do
  ensurable
  newparam(:key, namevar: true)
  newparam(:purge, boolean: true, parent: Puppet::Parameter::Boolean)
  newparam(:checked) do
    newvalues(:a, :b)
    validate { |value| raise ArgumentError, 'no' if value == 'a' }
  end
  newproperty(:mode) do
    newvalues(:fast, /\\A[0-9]+\\z/)
    aliasvalue(:quick, :fast)
  end
  newproperty(:members, array_matching: :all) { newvalues(:x, :y) }
end
`,
  'lib/puppet/provider/sample_entry/file.rb':
    'Puppet::Type.type(:sample_entry).provide(:file) { mk_resource_methods }\n',
};

/** Writes the module below a folder, as `<folder>/sample`, with some of its files replaced, and returns its path. */
export async function writeSample(folder: string, replaced: Readonly<Record<string, string>> = {}): Promise<string> {
  const module = join(folder, 'sample');
  for (const [file, text] of Object.entries({ ...files, ...replaced })) {
    await mkdir(dirname(join(module, file)), { recursive: true });
    await writeFile(join(module, file), text);
  }
  return module;
}
