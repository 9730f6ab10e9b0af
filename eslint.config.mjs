// Typed lint. The strict rules on conditions and templates are what keeps expressions out of TypeScript's control flow.
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'output/', 'node_modules/', 'fixtures/', 'src/bindings/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/strict-boolean-expressions': [
        'error',
        { allowNullableBoolean: true, allowNullableObject: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-empty-object-type': 'off',
      '@typescript-eslint/unified-signatures': 'off',
    },
  },
  {
    // The classes of ts-morph are exported as objects with type guards, which this rule takes for other classes.
    files: [
      'src/infrastructure/description/typescript/source-places.ts',
      'src/load/{declarations,entries,puppet-type,reflect,syntax}.ts',
    ],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    // Matchers and parsed JSON are `any` by nature, and stand-ins are asynchronous where the real thing waits.
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.name=/^mkdir(Sync)?$/] Property[key.name="recursive"]',
          message: "Node's recursive mkdir may never end: see makeFolder in 'src/write/folder.ts'.",
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    ignores: ['test/property.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { name: 'fast-check', message: "Properties take `fc` from 'test/property.ts'." },
      ],
    },
  },
  // Plain JavaScript has no types to judge.
  { files: ['**/*.{js,mjs}'], ...tseslint.configs.disableTypeChecked },
);
