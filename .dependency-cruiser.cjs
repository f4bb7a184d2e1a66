/** Imports run one way: renderer → contract ← preload; host → desk → usecase → {engine, ledger, exchange} → contract. */
const inside = (folder) => `^${folder}/`

function only(name, from, allowed) {
  return {
    name,
    severity: 'error',
    from: { path: from },
    to: { path: '^(main|preload|renderer|script|test)/', pathNot: allowed },
  }
}

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    only('contract-imports-nothing-of-ours', '^preload/contract/', '^preload/contract/'),
    only('preload-sees-contract', '^preload/[^/]+$', '^preload/contract/'),
    only('renderer-sees-contract', '^renderer/', '^(renderer|preload/contract)/'),
    only('engine-is-pure', '^main/engine/', '^(main/engine|preload/contract)/'),
    only('ledger', '^main/ledger/', '^(main/ledger|main/engine|main/platform|preload/contract)/'),
    only('exchange', '^main/exchange/', '^(main/exchange|main/engine|main/platform|preload/contract)/'),
    only(
      'usecase',
      '^main/usecase/',
      '^(main/usecase|main/engine|main/ledger|main/exchange|main/platform|preload/contract)/',
    ),
    only('platform', '^main/platform/', '^(main/platform|preload/contract)/'),
    only(
      'desk-sees-usecases',
      '^main/desk/',
      '^(main/desk|main/usecase|main/ledger|main/platform|preload/contract)/',
    ),
    only('host-sees-desk', '^main/host/', '^(main/host|main/desk|main/platform|preload/contract)/'),
    {
      name: 'engine-has-no-io',
      severity: 'error',
      from: { path: inside('main/engine') },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'contract-has-no-io',
      severity: 'error',
      from: { path: inside('preload/contract') },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'page-has-no-node',
      severity: 'error',
      from: { path: inside('renderer') },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-in-its-host-only',
      severity: 'error',
      from: { path: '^(main|renderer|preload/contract)/', pathNot: '^main/host/electron/' },
      to: { path: '^(electron$|node_modules/electron/|electron/)' },
    },
    {
      name: 'sqlite-in-ledger-only',
      severity: 'error',
      from: { path: '^(main|preload|renderer)/', pathNot: '^main/ledger/' },
      to: { path: 'better-sqlite3' },
    },
    {
      name: 'bridge-in-api-only',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/api/' },
      to: { path: '^renderer/api/', pathNot: '^renderer/api/index\\.ts$' },
    },
    {
      name: 'product-sees-no-tests',
      severity: 'error',
      from: { path: '^(main|preload|renderer)/' },
      to: { path: '^(test|script)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mts', '.vue', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
}
