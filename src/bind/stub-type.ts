/** Stubs of native resource types. */
import type { NativeType } from './interface.js';
import { rubyString, rubySymbol } from './ruby-text.js';

/** Checks a value, or one item of a list of values, against a data type. */
const accepts = `  accepts = lambda do |text|
    type = Puppet::Pops::Types::TypeParser.singleton.parse(text)
    lambda do |value|
      value = value.to_s if value.is_a?(Symbol)
      next if type.instance?(value) || type.instance?([value])

      raise ArgumentError, "expects #{text}, got #{value.inspect}"
    end
  end
`;

/** A native type with the recorded attributes and providers, which manages nothing. */
export function nativeTypeFile(name: string, type: NativeType): string {
  const attributes = Object.keys(type.parameters).filter((attribute) => attribute !== 'provider');
  const lines = attributes.map((attribute) => {
    const kind = type.properties.includes(attribute) ? 'newproperty' : 'newparam';
    const namevar = type.namevars.includes(attribute);
    const declaration = `  ${kind}(${rubySymbol(attribute)}${namevar ? ', namevar: true' : ''})`;
    const accepted = type.parameters[attribute] ?? 'Any';
    return accepted === 'Any' ? declaration : `${declaration} { validate(&accepts.call(${rubyString(accepted)})) }`;
  });
  const providers = type.providers.map(
    (provider) => `Puppet::Type.type(${rubySymbol(name)}).provide(${rubySymbol(provider)}) { mk_resource_methods }`,
  );
  return [
    '# frozen_string_literal: true\n',
    `Puppet::Type.newtype(${rubySymbol(name)}) do`,
    `  @doc = ${rubyString(`Stub of ${name}.`)}\n`,
    accepts,
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
