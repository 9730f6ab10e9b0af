// Makes the JSON Schema of infrastructure descriptions from their types: npm run schema
// Types that are computed from the platform's tables are resolved by TypeScript itself.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createFormatter,
  createParser,
  createProgram,
  DEFAULT_CONFIG,
  EnumType,
  SchemaGenerator,
} from 'ts-json-schema-generator';
import ts from 'typescript';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const schemaFile = join(root, 'src/infrastructure/description/description.schema.json');

/** Names in a table, of which the generator would see only the code that makes the table. */
const computed = ['SupportedSystem', 'RoleName'];

class ComputedNames {
  constructor(checker) {
    this.checker = checker;
  }
  supportsNode(node) {
    return ts.isTypeReferenceNode(node) && computed.includes(node.typeName.getText());
  }
  createType(node) {
    const type = this.checker.getTypeFromTypeNode(node);
    const names = (type.isUnion() ? type.types : [type]).map((member) => member.value);
    return new EnumType(`enum-${node.typeName.getText()}`, names);
  }
}

/** The text of the schema. */
export function descriptionSchema() {
  const config = {
    ...DEFAULT_CONFIG,
    path: join(root, 'src/infrastructure/description/description.ts'),
    tsconfig: join(root, 'tsconfig.json'),
    type: 'Descriptions',
    skipTypeCheck: true,
    expose: 'export',
    topRef: false,
    additionalProperties: false,
  };
  const program = createProgram(config);
  const parser = createParser(program, config, (chain) =>
    chain.addNodeParser(new ComputedNames(program.getTypeChecker())),
  );
  const generator = new SchemaGenerator(program, parser, createFormatter(config), config);
  return `${JSON.stringify(generator.createSchema('Descriptions'), undefined, 2)}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(schemaFile, descriptionSchema());
