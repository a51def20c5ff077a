const { readdirSync } = require('node:fs');

const apart = ['access', 'http', 'journal', 'kernel', 'labels', 'policy'];
const contexts = readdirSync(`${__dirname}/shared`)
  .filter((folder) => !apart.includes(folder))
  .join('|');

/** What a context shows to others: its models, facts, statuses, keys, and rules that only read. */
const shown =
  'account-fields|keys|kinds?|key-set|model|[a-z]+-model|[a-z-]+-facts|[a-z-]+-status|[a-z-]+-lifecycle|bodies|clock|consultation|endpoint|filing|level|officers|propose-standard|result-codes|scenario-names|standing|stop-order|visibility';

/** The import law of the house. Each rule says why. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A reader must be able to start somewhere.',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contexts-know-the-kernel-only',
      comment:
        'A context in shared/ is pure: it imports the kernel, the policy, the shape of a stream and the keys, and, rarely, the model of another context.',
      severity: 'error',
      from: {
        path: `^shared/(${contexts})/`,
      },
      to: {
        path: '^(shared|functions|infra|local|workflows)/',
        pathNot: `^shared/(kernel|policy|${contexts})/|^shared/journal/(stream|keys|kind)\\.ts$`,
      },
    },
    {
      name: 'contexts-leave-deciders-alone',
      comment:
        'A context reads the models, facts and rules of another, and calls none of its deciders: where a decision concerns two contexts, the operation or the reaction asks both and appends both (docs/architecture.md). Exceptions by design: a test of a bank is decided as an order is (ADR 0013); the clocks of procedure run within consultations; a conclusion drafts a proposal; meetings take parties as consultations do.',
      severity: 'error',
      from: {
        path: `^shared/(${contexts})/`,
        pathNot: '^shared/(bank-tests/|consultations/(clocks|deadlines|conclude)\\.ts$|meetings/run-meetings\\.ts$)',
      },
      to: { path: `^shared/(${contexts})/`, pathNot: `^shared/$1/|/(${shown})\\.ts$` },
    },
    {
      name: 'kernel-stands-alone',
      severity: 'error',
      from: { path: '^shared/kernel/' },
      to: { path: '^(shared|functions|infra|local|workflows)/', pathNot: '^shared/(kernel|policy)/' },
    },
    {
      name: 'aws-sdk-at-the-edges',
      comment: 'Only the journal and the adapters under functions/ talk to AWS.',
      severity: 'error',
      from: { path: '^shared/', pathNot: '^shared/journal/' },
      to: { path: '@aws-sdk' },
    },
    {
      name: 'shared-knows-no-functions',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(functions|infra|local|test)/' },
    },
    {
      name: 'functions-know-shared',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|local|test|console)/' },
    },
    {
      name: 'platform-stands-below',
      comment: 'The base of every function knows no domain look-up, and no function.',
      severity: 'error',
      from: { path: '^functions/platform/' },
      to: { path: '^functions/', pathNot: '^functions/platform/' },
    },
    {
      name: 'lookups-know-no-function',
      comment: 'Several functions share a look-up, so it belongs to none of them.',
      severity: 'error',
      from: { path: '^functions/lookups/' },
      to: { path: '^functions/', pathNot: '^functions/(platform|lookups)/' },
    },
    {
      name: 'infra-sees-tables-only',
      comment:
        'infra reads the tables (routes, reactions, environment schemas, keys, stream names, the longest wait, the words that bundles pack) and the workflow files; no logic.',
      severity: 'error',
      from: { path: '^infra/' },
      to: {
        path: '^(functions|shared|local|test)/',
        pathNot:
          '^functions/.*/(routes|env)\\.ts$|^functions/openapi/documents\\.ts$|^functions/relay/reaction-tables\\.ts$|^shared/(journal/(keys|stream)|freezes/streams|http/define-routes|http/waiting|http/rules-zh-words|kernel/refusals|labels/table|policy/values)\\.ts$',
      },
    },
    {
      name: 'local-sees-cdk-out',
      comment: 'The local runtime executes the template; it must not depend on the code.',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^(functions|shared|infra|workflows|test)/' },
    },
    {
      name: 'local-is-not-imported',
      severity: 'error',
      from: { path: '^(functions|shared|infra|workflows)/' },
      to: { path: '^local/' },
    },
    {
      name: 'bench-measures',
      comment:
        'A benchmark starts a local city and speaks its public API, or sits at its console; it knows no function and no infrastructure.',
      severity: 'error',
      from: { path: '^bench/' },
      to: { path: '^(functions|infra|workflows|test)/', pathNot: '^test/support/(browser|console)\\.ts$' },
    },
    {
      name: 'bench-is-not-imported',
      comment: 'Only a test of the benchmark itself may.',
      severity: 'error',
      from: { path: '^(functions|shared|infra|workflows|local)/' },
      to: { path: '^bench/' },
    },
    {
      name: 'console-sees-the-api-alone',
      comment:
        'The console is a client like any other: of Cordon it knows what the document of the API says (console/generated).',
      severity: 'error',
      from: { path: '^console/' },
      to: { path: '^(functions|shared|infra|workflows|local|bench|test)/' },
    },
    {
      name: 'console-is-not-imported',
      comment: 'The build makes files of it; no code imports it. Its pure parts have unit tests.',
      severity: 'error',
      from: { path: '^(functions|shared|infra|workflows|local|bench|test)/', pathNot: '^test/unit/console-[a-z-]+\\.test\\.ts$' },
      to: { path: '^console/' },
    },
    {
      name: 'what-all-jobs-stand-on',
      comment:
        'The client, the words, the session, the states of a page, acts, forms, papers and the way of the money know no job.',
      severity: 'error',
      from: { path: '^console/(api|words|states|session|acts|forms|money|papers|paste)/' },
      to: { path: '^console/', pathNot: '^console/(api|words|states|session|acts|forms|money|papers|paste|generated)/' },
    },
    {
      name: 'jobs-know-no-other-job',
      comment: 'A job shares with others by what all jobs stand on, and leads to their pages by the ids of things.',
      severity: 'error',
      from: { path: '^console/(duty|bank|administration|cases|terms|consultations|standards|supervision|figures|approvals)/' },
      to: {
        path: '^console/(duty|bank|administration|cases|terms|consultations|standards|supervision|figures|approvals|shell)/',
        pathNot: '^console/$1/',
      },
    },
    {
      name: 'not-to-dev-dep',
      severity: 'error',
      from: { path: '^(functions|shared)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Its TypeScript parser knows TypeScript up to 6 only; without another parser it would silently check nothing.
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
