import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

const typed = {
  project: [
    './tsconfig.pure.json',
    './tsconfig.main.json',
    './tsconfig.preload.json',
    './tsconfig.renderer.json',
    './tsconfig.test.json',
  ],
  tsconfigRootDir: import.meta.dirname,
  extraFileExtensions: ['.vue'],
}

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'out/',
      'dist/',
      'coverage/',
      'test-results/',
      'playwright-report/',
      'test/fixture/',
      'test/golden/',
      '*.mjs',
      '*.cjs',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  ...tseslint.configs.recommendedTypeChecked,
  ...vue.configs['flat/recommended'],
  prettier,
  {
    files: ['**/*.ts', '**/*.mts'],
    languageOptions: { parserOptions: typed },
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { ...typed, parser: tseslint.parser } },
  },
  {
    files: ['**/*.ts', '**/*.mts', '**/*.vue'],
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      // A bridge and a store are made of async functions, awaited or not.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // What runs anywhere without a build is plain JavaScript.
    files: ['script/*.mjs', 'test/**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ['script/*.mjs', 'test/**/*.mjs'],
    rules: {
      eqeqeq: 'error',
      'no-undef': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
    languageOptions: { globals: { Buffer: 'readonly', process: 'readonly', TextDecoder: 'readonly' } },
  },
  {
    files: ['renderer/**/*.vue', 'renderer/**/*.ts'],
    rules: {
      // The linter's own program sees other components as `any`; vue-tsc checks them for real.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
)
