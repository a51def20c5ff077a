import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { KnownFact } from '../../functions/relay/facts.ts';
import * as approvalKeys from '../../shared/approvals/keys.ts';
import * as bankKeys from '../../shared/banks/keys.ts';
import * as blacklistKeys from '../../shared/blacklist/keys.ts';
import * as campaignKeys from '../../shared/campaigns/keys.ts';
import { routeKey } from '../../shared/http/define-routes.ts';
import * as journalKeys from '../../shared/journal/keys.ts';
import * as deskKeys from '../../shared/notifications/keys.ts';
import * as objectionKeys from '../../shared/objections/keys.ts';
import * as stationKeys from '../../shared/regional/station/keys.ts';
import * as returnKeys from '../../shared/returns/keys.ts';
import * as termKeys from '../../shared/terms/keys.ts';
import { allRoutes } from '../support/api.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const written = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...globSync('docs/**/*.md', { cwd: root }),
  'infra/README.md',
  'local/README.md',
  'workflows/README.md',
];

const keys = {
  ...journalKeys,
  ...bankKeys,
  ...blacklistKeys,
  ...campaignKeys,
  ...deskKeys,
  ...approvalKeys,
  ...objectionKeys,
  ...returnKeys,
  ...stationKeys,
  ...termKeys,
};

/** Partitions of the indexes as the code spells them, with what varies in angle brackets as the document has it. */
const partitions = [
  keys.inboxKey('<bankId>'),
  keys.deskInboxKey('<desk>'),
  keys.webhooksKey('<kind>', '<district or city>'),
  keys.fileKey('<alertId>'),
  keys.factsOfAlert('<alertId>'),
  keys.factsOfCase('<caseId>'),
  keys.bankLogKey('<bankId>'),
  keys.listingKey('<kind>', '<district>', '<yyyy-mm>'),
  keys.listingKey('case', '<district>', '<yyyy-mm>'),
  keys.listingKey('recorded-decision:<criterion>', '<district>', '<yyyy-mm>'),
  keys.bySizeKey('recorded-decision:<criterion>', '<district>'),
  keys.listingKey('order', '<district>', `<yyyy-mm>#<0..${keys.boardKeys('haidian', '2026-11').length - 1}>`),
  keys.attentionKey('order', '<district>'),
  keys.raisedElsewhereKey('<agency>'),
  keys.sharedWithKey('<agency>'),
  keys.accessRequestsOfKey('<caseId>'),
  keys.accessRequestsByKey('<caseId>', '<agency>'),
  keys.referenceKey('<reference>'),
  keys.findKey('<kind>', '<scope>', '<mark>'),
  keys.waitingKey('<desk>'),
  keys.askedByKey('<agency>', '<subject>'),
  keys.termsKey('<reader>'),
  keys.objectionsAtKey('<bankId>'),
  keys.objectionsRaisedKey('<agency>'),
  keys.objectionsOfAlarmKey('<alertId>'),
  ...['listed-case', 'regional-measure', 'objection'].map(keys.supervisedKey),
  ...(['open', 'closed'] as const).map((part) => keys.caseloadKey('<kind>', '<district>', part)),
  keys.aimedAtKey('regional-measure', '<agency>'),
  keys.roundsOfKey('<caseId>'),
  keys.noticesKey,
  keys.claimsOfKey('<caseId>'),
  keys.paymentsOfKey('<returnId>'),
  keys.paymentsOutOfKey('<orderId>'),
  ...['consultation', 'meeting'].flatMap((kind) => [keys.seatsKey(kind, '<agency>'), keys.openSeatsKey(kind, '<agency>')]),
  keys.consultationsOfCase('<caseId>'),
  ...(['open', 'closed'] as const).map(keys.campaignsKey),
  keys.campaignsLedKey('<agency>'),
  keys.leadsOfCampaignKey('<campaignId>'),
  keys.leadsOfCaseKey('<caseId>'),
  'leads-on#<target>#open',
  'leads-on#<target>#closed',
  keys.filedInMonthKey('<yyyy-mm>'),
  ...['bank', 'station', 'standard-line', 'decision-month', 'proposal', 'figures-month'].map(keys.directoryKey),
  keys.changedFiguresKey('<yyyy-mm-dd>'),
  'blacklist#<district or city>#<kind>#<status>',
  keys.entriesOfListKey('<listId>'),
  keys.collisionsKey('<district>', '<status>'),
  `due#<0…${keys.dueKeys.length - 1}>`,
];

describe('docs/data-model.md', () => {
  const model = read('docs/data-model.md');

  test.each(partitions)('has the partition %s of an index', (partition) => {
    expect(model).toContain(`\`${partition}\``);
  });

  test('has every function of the keys, so that a new one joins the list above', () => {
    const spelled = Object.entries(keys).flatMap(([name, value]) =>
      typeof value === 'function' && name.endsWith('Key') ? [name] : [],
    );
    expect(spelled.toSorted()).toEqual(
      [
        ...[
          'aimedAtKey',
          'attentionKey',
          'bySizeKey',
          'caseloadKey',
          'changedFiguresKey',
          'commandKey',
          'deskInboxKey',
          'directoryKey',
          'eventKey',
          'fileKey',
          'filedInMonthKey',
          'raisedElsewhereKey',
        ],
        ...['inboxKey', 'listingKey', 'openSeatsKey', 'seatsKey', 'sharedWithKey', 'supervisedKey', 'webhooksKey'],
        ...[
          'accessRequestsByKey',
          'accessRequestsOfKey',
          'askedByKey',
          'bankLogKey',
          'findKey',
          'objectionsAtKey',
          'objectionsOfAlarmKey',
          'objectionsRaisedKey',
          'referenceKey',
          'termsKey',
          'waitingKey',
        ],
        ...['collisionsKey', 'entriesKey', 'entriesOfListKey'],
        ...['campaignsKey', 'campaignsLedKey', 'leadsOfCampaignKey', 'leadsOfCaseKey', 'leadsOnKey'],
        ...['claimsOfKey', 'paymentsOfKey', 'paymentsOutOfKey', 'roundsOfKey'],
      ].toSorted(),
    );
  });

  test('says of every operation what it reads', () => {
    const named = [...model.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) => operationsIn(cell));
    const explained = (route: string) =>
      named.some((one) => (one.endsWith('…') ? route.startsWith(one.slice(0, -1)) : one === route));
    expect(known.filter((route) => !explained(route))).toEqual([]);
  });

  test('has every kind of stream that there are facts of', () => {
    const kinds = new Set(KnownFact.options.flatMap((option) => typesOf(option)).map((type) => type.slice(0, type.indexOf('.'))));
    expect(kinds.size).toBeGreaterThan(25);
    for (const kind of kinds) expect(model, kind).toMatch(new RegExp(`^\\| \`${kind}(\`|#)`, 'm'));
  });
});

describe('the pages for newcomers', () => {
  test.each(written)('%s holds no mark of a merge that was left undone', (path) => {
    expect(read(path)).not.toMatch(/^(?:<{7,}|={7,}|>{7,})(?: |$)/m);
  });

  test('docs/deploy.md explains every variable that a function is given', () => {
    const variables = globSync('functions/*/env.ts', { cwd: root }).flatMap(
      (file) => read(file).match(/\b[A-Z][A-Z_]{3,}(?=:)/g) ?? [],
    );
    expect(variables.length).toBeGreaterThan(20);
    for (const variable of new Set(variables)) expect(read('docs/deploy.md'), variable).toContain(`\`${variable}\``);
    expect(read('docs/deploy.md')).toContain('`DYNAMODB_ENDPOINT`');
  });

  test('docs/architecture.md explains every group of routes, and says which function serves it', () => {
    const page = read('docs/architecture.md');
    const groups = page.match(/^\| group \|.*?\n\n/ms)?.[0] ?? '';
    for (const tag of new Set(Object.values(allRoutes).map((route) => route.tag)))
      expect(groups, tag).toMatch(new RegExp(`^\\| (?:[^|]*, )?${tag}(?:,[^|]*)? \\|`, 'm'));
    for (const context of contexts()) expect(page, context).toContain(`\`${context}\``);
  });

  test('docs/runbooks/function-errors.md says what hangs on each function', () => {
    for (const name of [
      ...contexts(),
      'Relay',
      'Coordination',
      'BankGateway',
      'Undeliverable',
      'Advance',
      'CountImpact',
      'ComputePlan',
      'Finding',
      'Sweep',
    ])
      expect(read('docs/runbooks/function-errors.md'), name).toMatch(new RegExp(`^\\| [^|]*\\b${name}\\b[^|]* \\|`, 'm'));
  });

  test('every runbook belongs to an alarm', () => {
    const named = new Set([...read('infra/alarms.ts').matchAll(/runbook(?::| =) '([a-z-]+)'/g)].map(([, page]) => `${page}.md`));
    expect(readdirSync(join(root, 'docs/runbooks')).toSorted()).toEqual([...named].toSorted());
  });

  test('no page names an operation that the API does not have', () => {
    expect(
      written.flatMap((page) =>
        operationsNamed(read(page))
          .filter(isUnknown)
          .map((named) => `${page}: ${named}`),
      ),
    ).toEqual([]);
  });

  test('no page has a link to a page that does not exist', () => {
    expect(
      written.flatMap((page) =>
        linksIn(page)
          .filter(isBroken(page))
          .map((target) => `${page}: ${target}`),
      ),
    ).toEqual([]);
  });
});

const known = Object.values(allRoutes).map((route) => shapeOf(routeKey(route)));

/** `POST /v1/cases`, `GET`, `PUT /v1/banks/{id}`, and what is called with curl. */
function operationsNamed(page: string): readonly string[] {
  const inText = [...page.matchAll(/((?:GET|POST|PUT)(?:`, `(?:GET|POST|PUT))*) (\/v1\/[^\s`'"?)]*)/g)];
  const called = [...page.matchAll(/curl (?:-s )?(?:-X (POST|PUT) )?(?:(?!curl).)*?\$API(\/v1\/[^"?]*)/gs)];
  return [
    ...inText.flatMap(([, methods = '', path = '']) => methods.split('`, `').map((method) => `${method} ${path}`)),
    ...called.map(([, method = 'GET', path = '']) => `${method} ${path}`),
  ];
}

/** The operations that a cell of a table is about: `GET /v1/alerts`, `/freeze-requests`; without a method, all of a path. */
function operationsIn(cell: string): readonly string[] {
  const methods = [...cell.matchAll(/\b(?:GET|POST|PUT)\b/g)].map(([method]) => method);
  const paths = [...cell.matchAll(/(?<=[`\s])\/[^`\s?]+/g)].map(([path]) => (path.startsWith('/v1') ? path : `/v1${path}`));
  return (methods.length === 0 ? ['GET', 'POST', 'PUT'] : methods).flatMap((method) =>
    paths.map((path) => shapeOf(`${method} ${path}`)),
  );
}

/** If a page leaves off with dots, something has to go on like that. */
function isUnknown(operation: string): boolean {
  const shape = shapeOf(operation);
  return shape.endsWith('…') ? !known.some((one) => one.startsWith(shape.slice(0, -1))) : !known.includes(shape);
}

function linksIn(page: string): readonly string[] {
  return [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => (/^[a-z]+:/.test(target) ? [] : [target]));
}

function isBroken(page: string): (target: string) => boolean {
  return (target) => {
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    if (!existsSync(join(root, file))) return true;
    return anchor !== undefined && !anchorsIn(read(file)).includes(anchor);
  };
}

const Typed = z.object({ shape: z.object({ type: z.object({ value: z.string() }) }) });
const Union = z.object({ options: z.array(z.unknown()) });

/** The types of the facts of a schema: of one kind of fact, or of several. */
function typesOf(schema: unknown): readonly string[] {
  const union = Union.safeParse(schema).data;
  return union === undefined ? [Typed.parse(schema).shape.type.value] : union.options.flatMap(typesOf);
}

/** The functions behind the API. */
function contexts(): readonly string[] {
  return [...read('infra/api-functions.ts').matchAll(/this\.add\('(\w+)'/g)].flatMap(([, name]) => name ?? []);
}

/** A route without the names of its parameters, of which the pages leave some out. */
function shapeOf(route: string): string {
  return route.replace(/\{[^}]*\}|\$\w+|(?<=\/)[a-z]{3}_…/g, '{}');
}

/** The anchors of a page's headings, as they are made of their text. */
function anchorsIn(page: string): readonly string[] {
  return [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
