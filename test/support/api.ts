import type { Context as LambdaContext } from 'aws-lambda';
import * as z from 'zod';
import { accountQuestionOperations } from '../../functions/account-questions/operations.ts';
import { accountQuestionRoutes } from '../../functions/account-questions/routes.ts';
import { agencyOperations } from '../../functions/agencies/operations.ts';
import { agencyRoutes } from '../../functions/agencies/routes.ts';
import { alertOperations } from '../../functions/alerts/operations.ts';
import { putRightOperations } from '../../functions/alerts/put-right-operations.ts';
import { alertRoutes } from '../../functions/alerts/routes.ts';
import { approvalOperations } from '../../functions/approvals/operations.ts';
import { approvalRoutes } from '../../functions/approvals/routes.ts';
import { auditOperations } from '../../functions/audit/operations.ts';
import { auditRoutes } from '../../functions/audit/routes.ts';
import { type BankTools, bankOperations } from '../../functions/bank/operations.ts';
import { bankRoutes } from '../../functions/bank/routes.ts';
import { bankInboxOperations, type InboxTools } from '../../functions/bank-inbox/operations.ts';
import { bankInboxRoutes } from '../../functions/bank-inbox/routes.ts';
import { bankLineOperations } from '../../functions/bank-lines/operations.ts';
import { bankLineRoutes } from '../../functions/bank-lines/routes.ts';
import { bankOrderOperations } from '../../functions/bank-orders/operations.ts';
import { bankOrderRoutes } from '../../functions/bank-orders/routes.ts';
import { bankQuestionOperations } from '../../functions/bank-questions/operations.ts';
import { bankQuestionRoutes } from '../../functions/bank-questions/routes.ts';
import { bankTestOperations } from '../../functions/bank-tests/operations.ts';
import { bankTestRoutes } from '../../functions/bank-tests/routes.ts';
import { blacklistOperations } from '../../functions/blacklist/operations.ts';
import { blacklistRoutes } from '../../functions/blacklist/routes.ts';
import { alarmOperations } from '../../functions/boards/alarm-operations.ts';
import { caseBoardOperations } from '../../functions/boards/case-operations.ts';
import { boardRoutes } from '../../functions/boards/routes.ts';
import { campaignOperations } from '../../functions/campaigns/campaign-operations.ts';
import { leadOperations } from '../../functions/campaigns/lead-operations.ts';
import { listOperations as campaignLists } from '../../functions/campaigns/list-operations.ts';
import { packageOperations } from '../../functions/campaigns/package-operations.ts';
import { raiseOperations } from '../../functions/campaigns/raise-operations.ts';
import { campaignRoutes } from '../../functions/campaigns/routes.ts';
import { waveOperations } from '../../functions/campaigns/wave-operations.ts';
import { casePartOperations } from '../../functions/case-parts/operations.ts';
import { casePartRoutes } from '../../functions/case-parts/routes.ts';
import { caseOperations } from '../../functions/cases/case-operations.ts';
import { correctOperations } from '../../functions/cases/correct-operations.ts';
import { caseListOperations } from '../../functions/cases/list-operations.ts';
import { lookOperations } from '../../functions/cases/look-operations.ts';
import { caseRoutes } from '../../functions/cases/routes.ts';
import { shareOperations } from '../../functions/cases/share-operations.ts';
import { changeOperations } from '../../functions/changes/operations.ts';
import { changeRoutes } from '../../functions/changes/routes.ts';
import { channelOperations } from '../../functions/channels/operations.ts';
import { channelRoutes } from '../../functions/channels/routes.ts';
import { calendarOperations } from '../../functions/clocks/calendar-operations.ts';
import { caseClockOperations } from '../../functions/clocks/case-clock-operations.ts';
import { listOperations } from '../../functions/clocks/list-operations.ts';
import { clockRoutes } from '../../functions/clocks/routes.ts';
import { collisionOperations } from '../../functions/collisions/operations.ts';
import { collisionRoutes } from '../../functions/collisions/routes.ts';
import { consoleMoved } from '../../functions/console/routes.ts';
import { consultationOperations } from '../../functions/consultations/consultation-operations.ts';
import { consultationLooks } from '../../functions/consultations/look-operations.ts';
import { meetingOperations } from '../../functions/consultations/meeting-operations.ts';
import { consultationRoutes } from '../../functions/consultations/routes.ts';
import { accessRequestOperations } from '../../functions/evidence-files/access-request-operations.ts';
import { evidenceFileOperations } from '../../functions/evidence-files/file-operations.ts';
import { evidenceRoutes } from '../../functions/evidence-files/routes.ts';
import type { EvidenceTools } from '../../functions/evidence-files/tools.ts';
import { monthOperations } from '../../functions/figures/month-operations.ts';
import { readFigures } from '../../functions/figures/read-figures.ts';
import { figureRoutes } from '../../functions/figures/routes.ts';
import { bulkOperations } from '../../functions/freezes/bulk.ts';
import { instructionOperations } from '../../functions/freezes/instruction-operations.ts';
import { orderOperations } from '../../functions/freezes/order-operations.ts';
import { phoneOperations } from '../../functions/freezes/phone.ts';
import { requestOperations } from '../../functions/freezes/request-operations.ts';
import { bulkRoutes, instructionRoutes, phoneRoutes, screeningRoutes, stopRoutes } from '../../functions/freezes/routes.ts';
import { screeningOperations } from '../../functions/freezes/screening.ts';
import { inboxOperations } from '../../functions/inbox/operations.ts';
import { inboxRoutes } from '../../functions/inbox/routes.ts';
import { listedCaseOperations } from '../../functions/listed-cases/operations.ts';
import { listedCaseRoutes } from '../../functions/listed-cases/routes.ts';
import { meOperations } from '../../functions/me/operations.ts';
import { meRoutes } from '../../functions/me/routes.ts';
import { objectionOperations } from '../../functions/objections/operations.ts';
import { objectionRoutes } from '../../functions/objections/routes.ts';
import { everyTable } from '../../functions/openapi/every-table.ts';
import { type OpenApiTools, openApiOperations } from '../../functions/openapi/operations.ts';
import { openApiRoutes } from '../../functions/openapi/routes.ts';
import { cardOperations } from '../../functions/outlets/card-operations.ts';
import { outletOperations } from '../../functions/outlets/operations.ts';
import { outletRoutes } from '../../functions/outlets/routes.ts';
import { dataKeysOf } from '../../functions/platform/secrets.ts';
import { protectionOperations } from '../../functions/protective-measures/operations.ts';
import { protectionRoutes } from '../../functions/protective-measures/routes.ts';
import { regionNoticeOperations } from '../../functions/region-notices/operations.ts';
import { regionNoticeRoutes } from '../../functions/region-notices/routes.ts';
import { measureOperations } from '../../functions/regional/measure-operations.ts';
import { regionalRoutes } from '../../functions/regional/routes.ts';
import { stationOperations } from '../../functions/regional/station-operations.ts';
import { returnPaymentOperations } from '../../functions/return-payments/operations.ts';
import { returnPaymentRoutes } from '../../functions/return-payments/routes.ts';
import { claimOperations } from '../../functions/returns/claim-operations.ts';
import { roundOperations } from '../../functions/returns/round-operations.ts';
import { returnRoutes } from '../../functions/returns/routes.ts';
import { searchOperations } from '../../functions/search/operations.ts';
import { searchRoutes } from '../../functions/search/routes.ts';
import { decisionOperations } from '../../functions/standards/decision-operations.ts';
import { impactOperations } from '../../functions/standards/impact-operations.ts';
import { proposalOperations } from '../../functions/standards/proposal-operations.ts';
import { standardRoutes } from '../../functions/standards/routes.ts';
import { similarOperations } from '../../functions/standards/similar-operations.ts';
import { standardOperations } from '../../functions/standards/standard-operations.ts';
import { type SystemTools, systemOperations } from '../../functions/system/operations.ts';
import { systemRoutes } from '../../functions/system/routes.ts';
import { clueOperations } from '../../functions/warnings/clue-operations.ts';
import { deskOperations } from '../../functions/warnings/desk-operations.ts';
import { figureOperations as warningFigureOperations } from '../../functions/warnings/figure-operations.ts';
import { handOperations } from '../../functions/warnings/hand-operations.ts';
import { warningRoutes } from '../../functions/warnings/routes.ts';
import { createApi, type Operations } from '../../shared/http/create-api.ts';
import { type Route, type Routes, refusalsOf, routeKey } from '../../shared/http/define-routes.ts';
import type { GatewayAnswer } from '../../shared/http/gateway-event.ts';
import { Problem } from '../../shared/http/problem-body.ts';
import { signingKeyOf } from '../../shared/http/signing-key.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { makeId } from '../../shared/kernel/ids.ts';
import { epoch, plus } from '../../shared/kernel/time.ts';
import { createCityJournal, registerTestAgencies } from './agencies.ts';
import { createMemoryEvidenceStore, type MemoryEvidenceStore } from './memory-evidence-store.ts';
import type { MemoryJournal } from './memory-journal.ts';
import { exampleTokens } from './openapi-yaml.ts';
import { minute, policy } from './samples.ts';
import { createMemorySeats } from './waiting-seats.ts';

/** Every route of the API, by operation. */
export const allRoutes: Readonly<Record<string, Route>> = Object.assign({}, ...everyTable);

type ApiMethod = Route['method'] | 'HEAD' | 'OPTIONS' | 'DELETE' | 'PATCH';

export interface ApiCall {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of `body`: the text as it is. */
  readonly text?: string;
}

export interface ApiReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

export interface TestApi<J extends Journal = MemoryJournal> {
  readonly journal: J;
  /** The store of evidence. */
  readonly store: MemoryEvidenceStore;
  /** The log, as text. */
  readonly logged: string[];
  now: string;
  /** What happens while a caller waits; time passes, unless a test says otherwise. */
  whileWaiting: (ms: number) => Promise<void>;
  /** Once the agencies that tests name are registered; every call waits for it. */
  readonly ready: Promise<void>;
  /** A request as API Gateway would pass it on. */
  call(actor: Actor | undefined, method: ApiMethod, path: string, call?: ApiCall): Promise<ApiReply>;
}

/** The keys of accounts and cursors in tests. */
export const testDataKeys = dataKeysOf('a secret that is only a test has'.padEnd(64, '.'));

/** The functions behind the API over a journal in memory. */
export function createTestApi(): TestApi {
  return createApiOver(createCityJournal());
}

/** The functions behind the API over this journal, called with API Gateway's events. */
export function createApiOver<J extends Journal>(journal: J): TestApi<J> {
  const logged: string[] = [];
  const store = createMemoryEvidenceStore();
  const api: TestApi<J> = {
    journal,
    store,
    logged,
    now: minute(1),
    whileWaiting: async (ms) => {
      api.now = plus(api.now, ms);
    },
    ready: registerTestAgencies(journal),
    call,
  };
  let count = 0;
  const note = (message: string, fields: object = {}): void => {
    logged.push(JSON.stringify({ message, ...fields }));
  };
  const log = { info: note, warn: note, error: note };
  const tools: BankTools & InboxTools & OpenApiTools & SystemTools & EvidenceTools = {
    store,
    journal,
    policy,
    log,
    now: () => api.now,
    newId: (prefix) => {
      count += 1;
      return makeId(prefix, epoch(api.now), () => Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, Math.floor(count / 256), count % 256));
    },
    dataKeys: async () => testDataKeys,
    signingKey: async (algorithm) => signingKeyOf(new Uint8Array(32).fill(7), algorithm),
    allowLoopback: false,
    tokens: exampleTokens,
    sleep: (ms) => api.whileWaiting(ms),
    realNow: () => epoch(api.now),
    seats: createMemorySeats(() => epoch(api.now)),
  };
  const give = () => tools;
  const elsewhere = createApi(openApiRoutes, openApiOperations, give, log, {
    places: () => everyTable.flatMap((table) => Object.values(table)),
    moved: consoleMoved,
  });
  /** Made when it is first called: most tests call a few. */
  const served = <const R extends Routes>(routes: R, operations: NoInfer<Operations<R, typeof tools>>): Served => {
    let made: Served['handler'] | undefined;
    return {
      routes,
      handler: (event, context) => {
        made ??= createApi(routes, operations, give, log);
        return made(event, context);
      },
    };
  };
  const handlers: readonly Served[] = [
    served(alertRoutes, { ...alertOperations, ...putRightOperations }),
    served(stopRoutes, { ...requestOperations, ...orderOperations }),
    served(phoneRoutes, phoneOperations),
    served(instructionRoutes, instructionOperations),
    served(screeningRoutes, screeningOperations),
    served(regionNoticeRoutes, regionNoticeOperations),
    served(bulkRoutes, bulkOperations),
    served(blacklistRoutes, blacklistOperations),
    served(collisionRoutes, collisionOperations),
    served(accountQuestionRoutes, accountQuestionOperations),
    served(approvalRoutes, approvalOperations),
    served(objectionRoutes, objectionOperations),
    served(bankInboxRoutes, bankInboxOperations),
    served(bankOrderRoutes, bankOrderOperations),
    served(bankQuestionRoutes, bankQuestionOperations),
    served(bankLineRoutes, bankLineOperations),
    served(bankRoutes, bankOperations),
    served(bankTestRoutes, bankTestOperations),
    served(agencyRoutes, agencyOperations),
    served(searchRoutes, searchOperations),
    served(caseRoutes, { ...caseOperations, ...caseListOperations, ...correctOperations, ...shareOperations, ...lookOperations }),
    served(returnRoutes, { ...roundOperations, ...claimOperations }),
    served(returnPaymentRoutes, returnPaymentOperations),
    served(boardRoutes, { ...alarmOperations, ...caseBoardOperations }),
    served(casePartRoutes, casePartOperations),
    served(evidenceRoutes, { ...evidenceFileOperations, ...accessRequestOperations }),
    served(consultationRoutes, { ...consultationOperations, ...consultationLooks, ...meetingOperations }),
    served(standardRoutes, {
      ...standardOperations,
      ...decisionOperations,
      ...proposalOperations,
      ...impactOperations,
      ...similarOperations,
    }),
    served(listedCaseRoutes, listedCaseOperations),
    served(channelRoutes, channelOperations),
    served(warningRoutes, { ...clueOperations, ...deskOperations, ...handOperations, ...warningFigureOperations }),
    served(campaignRoutes, {
      ...campaignOperations,
      ...raiseOperations,
      ...packageOperations,
      ...waveOperations,
      ...campaignLists,
      ...leadOperations,
    }),
    served(regionalRoutes, { ...measureOperations, ...stationOperations }),
    served(protectionRoutes, protectionOperations),
    served(outletRoutes, { ...outletOperations, ...cardOperations }),
    served(inboxRoutes, inboxOperations),
    served(meRoutes, meOperations),
    served(clockRoutes, { ...listOperations, ...calendarOperations, ...caseClockOperations }),
    served(changeRoutes, changeOperations),
    served(figureRoutes, { getFreezeStats: readFigures, ...monthOperations }),
    served(systemRoutes, systemOperations),
    { routes: openApiRoutes, handler: elsewhere },
    served(auditRoutes, auditOperations),
  ];

  async function call(actor: Actor | undefined, method: ApiMethod, path: string, { body, query, headers, text }: ApiCall = {}) {
    const asked = method === 'HEAD' ? 'GET' : method;
    const fitting = handlers.flatMap(({ routes, handler }) =>
      templatesOf(routes)
        .filter(({ route, start }) => route.method === asked && path.startsWith(start))
        .flatMap((template) => {
          const params = paramsOf(template, path);
          return params === undefined ? [] : [{ route: template.route, params, handler }];
        }),
    );
    // API Gateway takes the most exact path
    const [found] = fitting.toSorted((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
    const handler = found?.handler ?? elsewhere;
    const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const event = {
      version: '2.0',
      routeKey: found === undefined ? '$default' : `${method} ${found.route.path}`,
      rawPath: path,
      headers: { ...(content === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(found === undefined ? {} : { pathParameters: found.params }),
      ...(query === undefined ? {} : { queryStringParameters: query }),
      ...(content === undefined ? {} : { body: content }),
      isBase64Encoded: false,
      requestContext: {
        http: { method },
        ...(actor === undefined ? {} : { authorizer: { jwt: { claims: claimsOf(actor), scopes: null } } }),
      },
    };
    await api.ready;
    const answer = await handler(event, lambdaContext);
    if (found !== undefined && answer.body !== '') assertDocumented(found.route, answer);
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: isText(answer) || answer.body === '' ? {} : Body.parse(JSON.parse(answer.body)),
      text: answer.body,
    };
  }
  return api;
}

/**
 * Holds every answer that any test gets to the route table, and so to the API's document.
 *
 * @throws Error on a status, a field or a refusal that the table does not have
 */
function assertDocumented(route: Route, answer: GatewayAnswer): void {
  const { statusCode, body } = answer;
  const schema = route.answers[statusCode];
  if (schema !== undefined) {
    if (isText(answer) !== (route.media !== undefined)) throw new Error(`${routeKey(route)} has another media type than it says`);
    schema.parse(isText(answer) ? body : JSON.parse(body));
    return;
  }
  const { code } = Problem.parse(JSON.parse(body));
  if (!refusalsOf(route).includes(code)) throw new Error(`${routeKey(route)} does not say that it may refuse with ${code}`);
}

function isText({ headers }: GatewayAnswer): boolean {
  return headers['content-type']?.startsWith('text/') === true;
}

const Body = z.record(z.string(), z.unknown());

/** All that the handlers take of it is nothing. */
const lambdaContext = {} as LambdaContext;

interface Served {
  readonly routes: Routes;
  readonly handler: ReturnType<typeof createApi>;
}

interface Template {
  readonly route: Route;
  /** The path up to its first parameter. */
  readonly start: string;
  readonly names: readonly string[];
  readonly form: RegExp;
}

/** Of each table of routes, made once: some ten thousand requests look for theirs. */
const templates = new WeakMap<Routes, readonly Template[]>();

function templatesOf(routes: Routes): readonly Template[] {
  const known = templates.get(routes);
  if (known !== undefined) return known;
  const made = Object.values(routes).map((route) => {
    const { path } = route;
    const names = [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
    const [start = ''] = path.split('{');
    return { route, start, names, form: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`) };
  });
  templates.set(routes, made);
  return made;
}

function paramsOf({ names, form }: Template, path: string): Record<string, string> | undefined {
  const values = form.exec(path)?.slice(1);
  if (values === undefined) return undefined;
  return Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(values[i] ?? '')]));
}

/** Claims as API Gateway passes them: all texts, lists in brackets. An actor of a test is a person where the test says nothing else. */
function claimsOf({ agency, agencyKind, district, roles, subject, isPerson = true }: Actor): Record<string, string> {
  const of = { sub: subject, agency, agency_kind: agencyKind, roles: `[${roles.join(' ')}]`, name: 'tester' };
  const claims = isPerson ? { ...of, subject_kind: 'person' } : of;
  return district === undefined ? claims : { ...claims, district };
}
