/** Stubs of native resource types. */
import type { NativeType } from './interface.js';
import { rubyString, rubySymbol } from './ruby-text.js';

/** A native type with the recorded attributes and providers, which manages nothing. */
export function nativeTypeFile(name: string, type: NativeType): string {
  const attributes = Object.keys(type.parameters).filter((attribute) => attribute !== 'provider');
  const lines = attributes.flatMap((attribute) => {
    const kind = type.properties.includes(attribute) ? 'newproperty' : 'newparam';
    const namevar = type.namevars.includes(attribute);
    // Puppet makes `name` the name variable by itself only where no other attribute is.
    return [`  ${kind}(${rubySymbol(attribute)}${namevar ? ', namevar: true' : ''})`];
  });
  const providers = type.providers.map(
    (provider) => `Puppet::Type.type(${rubySymbol(name)}).provide(${rubySymbol(provider)}) { mk_resource_methods }`,
  );
  return [
    '# frozen_string_literal: true\n',
    `Puppet::Type.newtype(${rubySymbol(name)}) do`,
    `  @doc = ${rubyString(`Stub of ${name}.`)}\n`,
    ...lines,
    ...titlePatterns(type.namevars),
    'end',
    ...providers,
    '',
  ].join('\n');
}

/** With several name variables, Puppet has to be told what a title means: the first of them. */
function titlePatterns([first, ...others]: readonly string[]): string[] {
  if (first === undefined || others.length === 0) return [];
  return ['', '  def self.title_patterns', `    [[/(.*)/m, [[${rubySymbol(first)}]]]]`, '  end'];
}
