/** Specs of functions and type aliases: tables of values. */
import type { DefinitionModel, FunctionCase } from '../../src/model/module.js';
import type { Data } from '../../src/model/value.js';
import { textFile, type Emitter } from '../context.js';
import { specPath } from '../names.js';
import { render } from '../../src/text/template.js';
import { RubyCode, rubyLiteral, rubyRegex, rubyString, type RubyValue } from './ruby.js';

export const valueSpecs: Emitter = function* (model) {
  for (const item of model.definitions) {
    const { definition, cases = [], samples } = item;
    if (definition.kind === 'function' && cases.length > 0)
      yield textFile(specPath(definition), functionSpec(item, cases));
    if (definition.kind === 'alias' && samples) {
      yield textFile(
        specPath(definition),
        render('spec/type_alias_spec.rb', {
          name: rubyString(definition.name),
          allow: samples.allow.map(sample),
          reject: samples.reject.map(sample),
        }),
      );
    }
  }
};

function functionSpec({ definition }: DefinitionModel, cases: readonly FunctionCase[]): string {
  return render('spec/function_spec.rb', { name: rubyString(definition.name), examples: cases.map(call) });
}

function call({ arguments: list, result }: FunctionCase): string {
  const given = `is_expected.to run${list.length === 0 ? '' : `.with_params(${list.map(value).join(', ')})`}`;
  const outcome =
    'fails' in result ? `and_raise_error(${rubyRegex(result.fails)})` : `and_return(${value(result.value)})`;
  const line = `it { ${given}.${outcome} }`;
  return line.length <= 118 ? line : `it do\n    ${given}\n      .${outcome}\n  end`;
}

function value(data: Data): string {
  return rubyLiteral(data, { column: Number.NEGATIVE_INFINITY });
}

/** The matchers of type aliases print values as Puppet code, and know undef by this symbol only. */
function sample(data: Data): string {
  return rubyLiteral(withUndef(data), { column: Number.NEGATIVE_INFINITY });
}

function withUndef(data: Data): RubyValue {
  if (data === null) return new RubyCode(':undef');
  if (typeof data !== 'object') return data;
  if (Array.isArray(data)) return data.map(withUndef);
  return Object.fromEntries(Object.entries(data).map(([key, item]) => [key, withUndef(item)]));
}
