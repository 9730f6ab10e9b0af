/**
 * Random definitions: every kind of statement and expression, nested. Only such combinations as the compiler accepts at
 * all: a value that nobody uses stands last, keys of a hash are distinct, variables exist.
 */
import type {
  Attribute,
  BinaryOperator,
  Definition,
  Expression,
  Lambda,
  Parameter,
  Query,
  Statement,
} from '../../src/puppet/ast.js';
import { typeNode, type TypeNode } from '../../src/puppet/type-node.js';
import { printType } from '../../src/puppet/types/index.js';
import { rawSamples } from './raw-samples.js';
import { arbitraryType as anyType, regexSource, trickyString } from './arbitrary-type.js';
import { fc } from '../property.js';

/** Parameters of every generated definition, so that each variable is known. */
const VARIABLES = ['options', 'type', 'server_port', 'default_node', 'x'];

/** Control characters in types cannot be written without a warning; long types break lines, some of them too late. */
const hasControl = (type: TypeNode) => /\\(?![\\'"$nt])/.test(printType(type).replaceAll('\\\\', ''));
const arbitraryType = anyType.filter((type) => printType(type).length < 40 && !hasControl(type));

const word = fc.constantFrom('alpha', 'beta', 'gamma_delta', 'a', 'service');
const className = fc.constantFrom('stdlib', 'puppet::server', '::apache', 'foreman::plugin::puppet');
const resourceType = fc.constantFrom('notify', 'file', 'package', 'concat::fragment', 'postgresql::server::db');
const longText = fc
  .array(fc.constantFrom('some', 'words', '$HOME', '${x}', 'tab\t', "it's", '"q"', 'END', 'back\\slash', '\n', ' '), {
    minLength: 15,
    maxLength: 40,
  })
  .map((words) => words.join(' '));

const text = fc.oneof({ weight: 12, arbitrary: trickyString }, { weight: 1, arbitrary: longText });
const literal: fc.Arbitrary<Expression> = fc
  .oneof(
    { weight: 4, arbitrary: text },
    { weight: 1, arbitrary: fc.integer({ min: -5, max: 9000 }) },
    { weight: 1, arbitrary: fc.constantFrom(0.5, -2.25, 1e-7, 123456789012) },
    { weight: 1, arbitrary: fc.boolean() },
    { weight: 1, arbitrary: fc.constant(null) },
  )
  .map((value) => ({ kind: 'literal', value }));

const variable: fc.Arbitrary<Expression> = fc
  .constantFrom(...VARIABLES, 'facts', 'puppet::server::port', '::site::name')
  .map((name) => ({ kind: 'variable', name }));

const key: fc.Arbitrary<Expression> = fc
  .oneof(fc.constantFrom('os', 'family', 'a-b', 'x y'), fc.integer({ min: 0, max: 3 }))
  .map((value) => ({ kind: 'literal', value }));

const title: fc.Arbitrary<Expression> = trickyString
  .filter((value) => value !== '' && !/(?![\n\t])\p{Cc}/u.test(value))
  .map((value) => ({ kind: 'literal', value }));

/** What may stand before the arrow of a selector or the colon of a case. */
const matching: fc.Arbitrary<Expression> = fc.oneof(
  title,
  variable,
  regexSource.map((source): Expression => ({ kind: 'regex', source })),
  fc.constantFrom('String', 'Stdlib::Port').map((name): Expression => ({ kind: 'type', type: typeNode(name) })),
);

const operators: readonly BinaryOperator[] = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '<<',
  '>>',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '=~',
  '!~',
  'in',
  'and',
  'or',
];

// `letrec` takes object types, not interfaces.
type Nodes = {
  expression: Expression;
  lambda: Lambda;
  effect: Statement;
  effects: Statement[];
  values: Statement[];
  attributes: Attribute[];
  query: Query;
};

const { effects, values } = fc.letrec<Nodes>((tie) => {
  const one = tie('expression');
  const several = (maxLength: number, minLength = 0) => fc.array(one, { minLength, maxLength });
  const given = fc.oneof(
    { weight: 12, arbitrary: one },
    { weight: 1, arbitrary: variable.map((operand): Expression => ({ kind: 'unary', operator: '*', operand })) },
  );
  /** Arguments and items, where lists can be unfolded. */
  const unfolding = (maxLength: number) => fc.array(given, { maxLength });
  const parts = fc.array(fc.oneof(text, one), { minLength: 1, maxLength: 4 });
  const entries = fc.uniqueArray(
    fc.tuple(fc.oneof({ weight: 5, arbitrary: title }, { weight: 1, arbitrary: variable }), one),
    {
      maxLength: 4,
      selector: ([entryKey]) => JSON.stringify(entryKey),
    },
  );
  const call = fc.record<Expression & { kind: 'call' }>(
    {
      kind: fc.constant('call' as const),
      name: fc.constantFrom('join', 'stdlib::merge', 'epp', 'map', 'String'),
      arguments: unfolding(3),
      form: fc.constant('prefix' as const),
      lambda: tie('lambda'),
    },
    { requiredKeys: ['kind', 'name', 'arguments', 'form'] },
  );
  const method = fc.record<Expression & { kind: 'call' }>(
    {
      kind: fc.constant('call' as const),
      name: fc.constantFrom('filter', 'unique', 'dig', 'with'),
      arguments: several(3, 1),
      form: fc.constant('method' as const),
      lambda: tie('lambda'),
    },
    { requiredKeys: ['kind', 'name', 'arguments', 'form'] },
  );
  const conditional = (body: fc.Arbitrary<Statement[]>) =>
    fc
      .tuple(
        fc.array(fc.record({ condition: one, body }), { minLength: 1, maxLength: 3 }),
        fc.option(body, { nil: undefined }),
      )
      .map(([branches, otherwise]) => ({
        kind: 'if' as const,
        branches,
        ...(otherwise === undefined ? {} : { otherwise }),
      }));
  const caseOf = (body: fc.Arbitrary<Statement[]>) =>
    fc
      .tuple(
        one,
        fc.array(fc.record({ matches: fc.array(matching, { minLength: 1, maxLength: 3 }), body }), {
          minLength: 1,
          maxLength: 3,
        }),
      )
      .map(([subject, options]) => ({ kind: 'case' as const, subject, options }));
  const reference = fc
    .tuple(fc.oneof(resourceType, fc.constant('class')), fc.array(title, { minLength: 1, maxLength: 2 }))
    .map(([type, titles]) => ({ kind: 'reference' as const, type, titles }));
  const collector = fc
    .tuple(resourceType, fc.boolean(), fc.option(tie('query'), { nil: undefined }), tie('attributes'))
    .map(([type, exported, query, attributes]) => ({
      kind: 'collector' as const,
      type,
      exported,
      attributes,
      ...(query === undefined ? {} : { query }),
    }));
  const body = fc
    .tuple(
      fc.oneof(
        title,
        variable,
        fc.array(title, { minLength: 1, maxLength: 6 }).map((items): Expression => ({ kind: 'array', items })),
        one,
      ),
      tie('attributes'),
      fc.option(variable, { nil: undefined }),
    )
    .map(([name, attributes, splat]) => ({ title: name, attributes, ...(splat === undefined ? {} : { splat }) }));

  return {
    expression: fc.oneof(
      { maxDepth: 4, depthSize: 'small', depthIdentifier: 'tree' },
      { weight: 6, arbitrary: literal },
      { weight: 5, arbitrary: variable },
      { weight: 1, arbitrary: arbitraryType.map((type): Expression => ({ kind: 'type', type })) },
      { weight: 1, arbitrary: regexSource.map((source): Expression => ({ kind: 'regex', source })) },
      { weight: 2, arbitrary: unfolding(4).map((items): Expression => ({ kind: 'array', items })) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(...rawSamples.keys()).map((code): Expression => ({ kind: 'raw', code })),
      },
      { weight: 2, arbitrary: entries.map((pairs): Expression => ({ kind: 'hash', entries: pairs })) },
      { weight: 3, arbitrary: parts.map((list): Expression => ({ kind: 'interpolation', parts: list })) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(parts, fc.boolean(), fc.constantFrom(undefined, 'bash'))
          .map(([list, chomp, syntax]): Expression => ({
            kind: 'heredoc',
            parts: list,
            chomp,
            ...(syntax === undefined ? {} : { syntax }),
          })),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(variable, fc.array(key, { minLength: 1, maxLength: 2 }))
          .map(([target, keys]) =>
            keys.reduce<Expression>((inner, item) => ({ kind: 'access', target: inner, keys: [item] }), target),
          ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(one, one).map(([target, item]): Expression => ({ kind: 'access', target, keys: [item] })),
      },
      { weight: 3, arbitrary: call },
      { weight: 3, arbitrary: method },
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom(...operators), one, one)
          .map(([operator, left, right]): Expression => ({ kind: 'binary', operator, left, right })),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('!', '-'), one)
          .map(([operator, operand]): Expression => ({ kind: 'unary', operator, operand })),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(one, fc.array(fc.tuple(fc.option(matching, { nil: null }), one), { minLength: 1, maxLength: 3 }))
          .map(([subject, pairs]): Expression => {
            const seen = pairs.filter(
              ([match], index) => match !== null || pairs.findIndex(([other]) => other === null) === index,
            );
            return { kind: 'selector', subject, options: seen.map(([match, value]) => ({ match, value })) };
          }),
      },
      { weight: 1, arbitrary: conditional(tie('values')) },
      { weight: 1, arbitrary: caseOf(tie('values')) },
      { weight: 1, arbitrary: reference },
    ),
    lambda: fc
      .tuple(fc.constantFrom([], ['k'], ['k', 'v']), fc.option(arbitraryType, { nil: undefined }), tie('values'))
      .map(([names, type, statements]): Lambda => {
        const typed = type === undefined ? {} : { type };
        const captures = type !== undefined && names.length > 1;
        const parameters = names.map((name, index): Parameter => ({
          name,
          ...typed,
          ...(captures && index > 0 ? { captures } : {}),
        }));
        const last: Statement[] = names.length > 0 ? [{ kind: 'variable', name: 'k' }] : [];
        const before = last.length > 0 ? statements.slice(0, -1) : statements;
        return { parameters, body: [...before, ...last] };
      }),
    attributes: fc.uniqueArray(
      fc.record<Attribute>({
        name: fc.constantFrom('ensure', 'owner', 'require', 'a_rather_long_name', 'content', 'x'),
        value: one,
      }),
      { maxLength: 4, selector: ({ name }) => name },
    ),
    query: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'tree' },
      fc
        .tuple(fc.constantFrom('tag', 'title'), fc.constantFrom('==', '!='), fc.oneof(title, variable))
        .map(([attribute, operator, value]): Query => ({ kind: 'compare', attribute, operator, value })),
      fc
        .tuple(fc.constantFrom('and', 'or'), tie('query'), tie('query'))
        .map(([kind, left, right]): Query => ({ kind, left, right })),
    ),
    effect: fc.oneof(
      { maxDepth: 4, depthSize: 'small', depthIdentifier: 'tree' },
      {
        weight: 4,
        arbitrary: fc.tuple(word, one).map(([name, value]): Statement => ({ kind: 'assign', name, value })),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            fc.constantFrom('include', 'contain', 'require'),
            fc.array(fc.oneof(className, variable), { minLength: 1, maxLength: 3 }),
          )
          .map(([kind, classes]): Statement => ({ kind, classes })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('notice', 'fail', 'realize'), several(3, 1))
          .map(([name, list]): Statement => ({ kind: 'call', form: 'prefix', name, arguments: list })),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(one, tie('lambda')).map(([list, lambda]): Statement => ({
          kind: 'call',
          form: 'method',
          name: 'each',
          arguments: [list],
          lambda,
        })),
      },
      {
        weight: 4,
        arbitrary: fc
          .tuple(
            fc.oneof(resourceType, fc.constant('class')),
            fc.constantFrom('normal', 'virtual', 'exported'),
            fc.array(body, { minLength: 1, maxLength: 3 }),
          )
          .map(([type, form, bodies]): Statement => ({
            kind: 'resource',
            type,
            form: type === 'class' ? 'normal' : form,
            bodies,
          })),
      },
      { weight: 2, arbitrary: conditional(tie('effects')) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(one, tie('effects'), fc.option(tie('effects'), { nil: undefined }))
          .map(([condition, statements, otherwise]): Statement => ({
            kind: 'unless',
            condition,
            body: statements,
            ...(otherwise === undefined ? {} : { otherwise }),
          })),
      },
      { weight: 1, arbitrary: caseOf(tie('effects')) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            fc.array(fc.oneof(reference, collector), { minLength: 2, maxLength: 4 }),
            fc.array(fc.constantFrom('->', '~>'), { minLength: 3, maxLength: 3 }),
          )
          .map(([operands, arrows]): Statement => ({
            kind: 'chain',
            operands,
            arrows: arrows.slice(0, operands.length - 1),
          })),
      },
      { weight: 1, arbitrary: collector },
      {
        weight: 1,
        arbitrary: fc
          .tuple(reference, tie('attributes'), fc.constantFrom('=>', '+>'))
          .map(([target, attributes, operator]): Statement => ({
            kind: 'override',
            reference: target,
            attributes: attributes.map((attribute) => ({ ...attribute, operator })),
          })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(resourceType, tie('attributes'))
          .map(([type, attributes]): Statement => ({ kind: 'default', type, attributes })),
      },
    ),
    effects: fc
      .tuple(fc.array(tie('effect'), { minLength: 1, maxLength: 3 }), fc.option(longText, { nil: undefined, freq: 6 }))
      .map(([list, comment]): Statement[] =>
        comment === undefined ? list : [{ kind: 'comment', text: comment }, ...list],
      ),
    values: fc.tuple(fc.array(tie('effect'), { maxLength: 1 }), one).map(([list, last]) => [...list, last]),
  };
});

function documented(parameters: readonly Parameter[]) {
  return fc.record({
    summary: word,
    description: longText,
    api: fc.constantFrom('public', 'private'),
    parameters: fc.constant(Object.fromEntries(parameters.map(({ name }) => [name, `What ${name} is for.`]))),
  });
}

/** Values without lambdas, which signatures of classes cannot have. */
const defaultValue: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 3, arbitrary: literal },
  { weight: 1, arbitrary: variable },
  { weight: 1, arbitrary: fc.array(literal, { maxLength: 3 }).map((items): Expression => ({ kind: 'array', items })) },
  {
    weight: 1,
    arbitrary: fc
      .uniqueArray(fc.tuple(title, literal), { maxLength: 3, selector: ([entryKey]) => JSON.stringify(entryKey) })
      .map((entries): Expression => ({ kind: 'hash', entries })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(word, fc.array(literal, { maxLength: 2 }))
      .map(([name, list]): Expression => ({ kind: 'call', form: 'prefix', name, arguments: list })),
  },
);

/** Required or with a default; the types are random, and so do not fit the defaults, which no parser minds. */
const parameterList = fc
  .tuple(
    ...VARIABLES.map((name) => fc.tuple(fc.constant(name), arbitraryType, fc.option(defaultValue, { nil: undefined }))),
  )
  .map((list) =>
    list.map(([name, type, value]): Parameter => ({ name, type, ...(value === undefined ? {} : { default: value }) })),
  );

/** Parameters in an order that functions accept; the last one may take all further arguments. */
const orderedParameters = fc
  .tuple(parameterList, fc.boolean(), arbitraryType)
  .map(([list, captures, type]) => [
    ...list.filter((parameter) => parameter.default === undefined),
    ...list.filter((parameter) => parameter.default !== undefined),
    ...(captures ? [{ name: 'rest', type, captures }] : []),
  ]);

export const arbitraryDefinition: fc.Arbitrary<Definition> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(fc.constantFrom('class', 'define'), parameterList, effects).chain(([kind, parameters, body]) =>
      documented(parameters).map((documentation): Definition => ({
        kind,
        name: 'site::thing',
        parameters,
        body,
        documentation,
      })),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(orderedParameters, arbitraryType, values).chain(([parameters, returns, body]) =>
      documented(parameters).map((documentation): Definition => ({
        kind: 'function',
        name: 'site::thing',
        parameters,
        returns,
        body,
        documentation,
      })),
    ),
  },
  {
    weight: 1,
    // A check of puppet-lint fails at a file that ends with this word.
    arbitrary: anyType
      .filter(({ name, parameters }) => name !== 'Class' || parameters.length > 0)
      .chain((type) =>
        documented([]).map((documentation): Definition => ({
          kind: 'alias',
          name: 'Site::Thing',
          type,
          documentation,
        })),
      ),
  },
);
