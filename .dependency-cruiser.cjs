// Who may import whom: ../shared design, "The house". Anything not listed here is an error.
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: {
    path: '^(core|electron|renderer|server|scripts|tests)/',
    pathNot: [from, ...allowed].join('|'),
  },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('domain imports nothing', '^core/domain/', []),
    only('protocol imports domain', '^core/protocol/', ['^core/domain/']),
    only('eds imports domain, protocol', '^core/eds/', ['^core/(domain|protocol)/']),
    only('ledger imports domain, protocol', '^core/ledger/', ['^core/(domain|protocol)/']),
    only('documents imports domain, protocol', '^core/documents/', ['^core/(domain|protocol)/']),
    only('replica imports ledger, eds', '^core/replica/', ['^core/(domain|protocol|ledger|eds)/']),
    only('host imports core', '^core/host(\\.ts$|/)', ['^core/']),
    only('renderer imports domain, protocol', '^renderer/', ['^core/(domain|protocol)/']),
    only('electron imports protocol', '^electron/', ['^core/protocol/']),
    only('server imports core but replica', '^server/', ['^core/(domain|protocol|eds|ledger|documents)/']),
    {
      name: 'nothing but scripts and tests imports tests',
      severity: 'error',
      from: { pathNot: '^(scripts|tests)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'the rules are pure',
      severity: 'error',
      from: { path: '^core/domain/' },
      to: { pathNot: '^core/domain/' },
    },
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(electron|virtual:)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(node_modules|\\.vite|out)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.css'],
      conditionNames: ['node', 'import', 'require', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
