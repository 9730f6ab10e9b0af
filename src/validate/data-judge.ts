/** Judges YAML and JSON: syntax, and Hiera data by the module's own schema. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { suggest } from '../findings/suggest.js';
import { type Judge, JudgeFailure, type ModuleOnDisk, type Problem, tallyOf } from './judge.js';

const SCHEMA = 'schema/hiera.schema.json';
/** Hiera data that a node would get; those of specs are wrong on purpose here and there. */
const hieraData = /^(?:data|examples\/[^/]+\/data)\/.*\.yaml$/;

/** All YAML and JSON of the module parses, and Hiera data fit the types of the parameters that read them. */
export const dataJudge: Judge = {
  name: 'data',
  unit: 'files',
  inputs: ({ files }) => files.filter((path) => /\.(?:ya?ml|json)$/.test(path)),
  async run(module, inputs) {
    const schema = inputs.includes(SCHEMA) ? await compileSchema(module) : undefined;
    const found = await Promise.all(
      inputs.map(async (path) => {
        const text = await readFile(join(module.root, path), 'utf8');
        return problemsOf(path, text, schema);
      }),
    );
    const problems = found.flat();
    if (schema === undefined && inputs.some((path) => hieraData.test(path))) {
      problems.push({ path: SCHEMA, severity: 'error', message: 'There is Hiera data, but no schema to judge it by.' });
    }
    return { ...tallyOf(inputs, problems), problems };
  },
};

interface Schema {
  readonly validate: ValidateFunction;
  /** Hiera keys that it knows. */
  readonly keys: readonly string[];
}

async function compileSchema({ root }: ModuleOnDisk): Promise<Schema> {
  const text = await readFile(join(root, SCHEMA), 'utf8');
  try {
    const ajv = new Ajv2020({ allErrors: true, strictTypes: false, allowUnionTypes: true });
    addFormats.default(ajv);
    const schema = JSON.parse(text) as { readonly properties?: object };
    return { validate: ajv.compile(schema), keys: Object.keys(schema.properties ?? {}) };
  } catch (error) {
    throw new JudgeFailure(`${SCHEMA} is not a schema`, error instanceof Error ? error.message : String(error));
  }
}

function problemsOf(path: string, text: string, schema: Schema | undefined): Problem[] {
  const counter = new LineCounter();
  if (path.endsWith('.json')) {
    try {
      JSON.parse(text);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const offset = /position (\d+)/.exec(message)?.[1];
      const before = offset === undefined ? undefined : text.slice(0, Number(offset)).split('\n');
      const place = before && { line: before.length, column: (before.at(-1) ?? '').length + 1 };
      return [{ path, severity: 'error', message: `This is not JSON: ${message}`, ...place }];
    }
    return [];
  }
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, prettyErrors: false });
  const syntax = [...document.errors, ...document.warnings].map((issue): Problem => {
    const { line, col } = counter.linePos(issue.pos[0]);
    const severity = issue.name === 'YAMLWarning' ? 'warning' : 'error';
    return { path, line, column: col, severity, message: `This is not sound YAML: ${issue.message}` };
  });
  if (syntax.length > 0 || schema === undefined || !hieraData.test(path)) return syntax;
  const data: unknown = document.toJS();
  // A file with nothing but comments has no data.
  if (data === null || schema.validate(data)) return [];
  return gathered(schema.validate.errors ?? []).map((error) =>
    schemaProblem(path, error, schema.keys, document, counter),
  );
}

/** An error by the schema, and, where it is about alternatives, what each of these says. */
interface SchemaError {
  readonly error: ErrorObject;
  readonly branches: readonly string[];
}

/** Of an alternative that fails, ajv reports every branch and then the alternative itself: one error is enough. */
function gathered(errors: readonly ErrorObject[]): SchemaError[] {
  const outermost = [...errors].sort(
    (a, b) => a.instancePath.length - b.instancePath.length || Number(isAlternative(b)) - Number(isAlternative(a)),
  );
  const kept: ErrorObject[] = [];
  for (const error of outermost) {
    if (!kept.some((other) => isAlternative(other) && isWithin(error.instancePath, other.instancePath)))
      kept.push(error);
  }
  return kept.map((error) => {
    const inner = errors.filter((other) => !isAlternative(other) && other.instancePath === error.instancePath);
    return { error, branches: isAlternative(error) ? [...new Set(inner.map(phrase))] : [phrase(error)] };
  });
}

function isAlternative({ keyword }: ErrorObject): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** `must be one of "a", "b"`. */
function phrase({ keyword, message, params }: ErrorObject): string {
  const allowed: unknown = params.allowedValues;
  if (keyword === 'enum' && Array.isArray(allowed)) {
    return `must be one of ${allowed.map((value) => JSON.stringify(value)).join(', ')}`;
  }
  return message ?? `does not fit '${keyword}'`;
}

function schemaProblem(
  path: string,
  { error, branches }: SchemaError,
  known: readonly string[],
  document: Document,
  counter: LineCounter,
): Problem {
  const keys = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const [key = '', ...inner] = keys;
  const node = error.keyword === 'false schema' ? keyNode(document, key) : document.getIn(keys, true);
  const start = isNode(node) ? node.range?.[0] : undefined;
  const place = start === undefined ? undefined : counter.linePos(start);
  const where = inner.length === 0 ? `'${key}'` : `'${inner.join('/')}' of '${key}'`;
  const meant = error.keyword === 'false schema' ? suggest(key, known) : undefined;
  const message =
    error.keyword === 'false schema'
      ? `No parameter of the module reads '${key}'.${meant === undefined ? '' : ` Did you mean '${meant}'?`}`
      : `${key === '' ? 'The data' : where} ${branches.join(', or ')}.`;
  return {
    path,
    severity: 'error',
    check: error.keyword,
    message,
    ...(place && { line: place.line, column: place.col }),
  };
}

/** The key itself, where it is what is wrong. */
function keyNode({ contents }: Document, key: string): unknown {
  if (!isMap(contents)) return undefined;
  return contents.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.key;
}
