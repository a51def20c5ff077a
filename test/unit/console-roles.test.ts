import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { homeOf, type Job, type JobPage, type Me, type Needed, type PublicOperation } from '../../console/jobs/job.ts';
import { placesOf } from '../../console/jobs/places.ts';
import { type SeedPerson, seedPeople } from '../../local/seed/agencies.ts';
import { everAllowed, mayEver } from '../../shared/access/decide-access.ts';
import { type Action, accessPolicy } from '../../shared/access/policy.ts';
import { type Actor, districts } from '../../shared/kernel/context.ts';
import { type ApiReply, allRoutes, createTestApi, type TestApi } from '../support/api.ts';

/*
 * The console offers a page to those who may do what it begins with. Here each person of the local city is asked on both sides: the pages that
 * the console offers by `GET /v1/me`, and what the policy says of the operations that the pages name.
 */

const root = join(import.meta.dirname, '..', '..');

let api: TestApi;
let jobs: readonly Job[];
let pages: readonly JobPage[];
let offeredTo: (username: string) => readonly JobPage[];
let leadsFor: (username: string, to: string) => boolean;
let homeFor: (username: string) => JobPage | undefined;

beforeAll(async () => {
  // the operations come from the document of the API, as before each build of the console
  await import('../../console/build/acts.ts');
  ({ jobs } = await import('../../console/jobs/jobs.ts'));
  pages = jobs.flatMap((job) => job.pages);
  api = createTestApi();
  const known = new Map<string, Pick<Me, 'may'>>();
  for (const person of seedPeople) known.set(person.username, await meOf(person));
  const of = (username: string): Pick<Me, 'may'> => known.get(username) ?? { may: [] };
  offeredTo = (username) => placesOf(jobs, of(username)).offered;
  leadsFor = (username, to) => placesOf(jobs, of(username)).leads(to);
  homeFor = (username) => homeOf(jobs, of(username));
});

function actorOf({ username, agency, agencyKind, district: named, roles }: SeedPerson): Actor {
  const district = districts.find((one) => one === named);
  return { agency, agencyKind, roles, subject: username, isPerson: true, ...(district === undefined ? {} : { district }) };
}

async function meOf(person: SeedPerson): Promise<Pick<Me, 'may'>> {
  const { status, body } = await api.call(actorOf(person), 'GET', '/v1/me');
  expect(status).toBe(200);
  // the call above holds the answer to the document, from which the type is made
  return body as unknown as Me;
}

type Operation = Needed | PublicOperation;

/** The action of the route, by the route table; undefined if everyone may call it without a token. */
function actionOf({ operationId }: Operation): Action | undefined {
  const route = allRoutes[operationId];
  if (route === undefined) throw new Error(`the API has no ${operationId}`);
  return route.access === 'public' ? undefined : route.access.action;
}

/** Whether the policy lets the person do it on one thing or another. */
function lets(one: Operation, actor: Actor): boolean {
  const action = actionOf(one);
  return action === undefined || mayEver(action, actor);
}

const methods = { get: 'GET', post: 'POST', put: 'PUT' } as const;
/** What is done to no thing that a request names: then the caller alone decides. */
const isWithoutThing = (one: Operation): boolean => {
  const action = actionOf(one);
  return !one.path.includes('{') && (action === undefined || ['none', 'district'].includes(accessPolicy[action].on));
};

/** A list that a person has by shares alone is asked for as such. */
function called(actor: Actor, one: Operation): Promise<ApiReply> {
  const ways = everAllowed(actor).find(({ action }) => action === actionOf(one))?.ways ?? [];
  const isByShare = ways.length > 0 && ways.every(({ relation }) => relation === 'granted');
  return api.call(actor, methods[one.method], one.path, isByShare ? { query: { shared: 'with-me' } } : {});
}

/** The file of a page, and all that it is made of: what it imports, now or when a part of it is opened. */
function filesOf({ load }: JobPage): ReadonlySet<string> {
  const [, address = ''] = /["']([^"']+)["']/.exec(String(load)) ?? [];
  const files = new Set([join(root, address)]);
  for (const file of files) {
    const imported = readFileSync(file, 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+\.tsx?)'/g);
    for (const [, to = ''] of imported) if (!to.includes('/generated/')) files.add(join(dirname(file), to));
  }
  return files;
}

const pathsOf = (of: readonly JobPage[]): readonly string[] => of.map(({ path }) => path);

describe.each(seedPeople)('$username ($agency: $roles)', (person) => {
  test('is offered a page exactly where the policy lets them do what it begins with', () => {
    const actor = actorOf(person);
    const allowed = pages.filter(({ needs }) => needs.every((one) => lets(one, actor)));
    expect(pathsOf(offeredTo(person.username))).toEqual(pathsOf(allowed));
    expect(allowed.length).toBeLessThan(pages.length);
  });

  test('is let in by the API where the console offers a page, and refused where it offers none', async () => {
    const offered = offeredTo(person.username);
    for (const page of pages.filter(({ needs }) => needs.every(isWithoutThing))) {
      // without a body or a query, a call that is let in fails by its input at most
      const answers = await Promise.all(page.needs.map((one) => called(actorOf(person), one)));
      expect([page.path, answers.every(({ status }) => status !== 403)]).toEqual([page.path, offered.includes(page)]);
    }
  });

  test('finds links to these pages alone, also where the address of one reads like the id in another', () => {
    const offered = offeredTo(person.username);
    for (const page of pages) {
      const address = `/${page.path.replaceAll(/:\w+/g, 'one_01')}`;
      for (const to of [address, `${address}?from=two_02`])
        expect([to, leadsFor(person.username, to)]).toEqual([to, offered.includes(page)]);
    }
    expect(leadsFor(person.username, '/nowhere')).toBe(false);
  });

  test('has a first page among those that stand in the navigation, and one page at most for each kind of thing', () => {
    const offered = offeredTo(person.username);
    const home = homeFor(person.username);
    expect(home?.word).toBeDefined();
    expect(offered).toContain(home);
    const things = offered.flatMap(({ thing }) => thing ?? []);
    expect(things).toEqual([...new Set(things)]);
  });
});

test('every page names what it begins with, by an operation of the API and its own action', () => {
  for (const { path, needs } of pages) {
    expect([path, needs.length > 0]).toEqual([path, true]);
    for (const one of needs)
      expect([one.operationId, 'action' in one ? one.action : undefined]).toEqual([one.operationId, actionOf(one)]);
  }
});

test('every page is made of code that reads what the page says it reads first', () => {
  for (const page of pages) {
    const code = [...filesOf(page)].map((file) => readFileSync(file, 'utf8')).join('\n');
    const unread = page.needs.filter(({ method, path }) => method === 'get' && !code.includes(`'${path}'`));
    expect([page.path, unread.map(({ operationId }) => operationId)]).toEqual([page.path, []]);
  }
});

test('every page is offered to a person of the city, and a page in the navigation has an address without an id', () => {
  const offered = new Set(seedPeople.flatMap(({ username }) => offeredTo(username)));
  expect(pathsOf(pages.filter((page) => !offered.has(page)))).toEqual([]);
  expect(pathsOf(pages.filter(({ path, word }) => word !== undefined && path.includes(':')))).toEqual([]);
  expect(pathsOf(pages.filter(({ path, thing }) => thing !== undefined && !/\/:\w+$/.test(path)))).toEqual([]);
});
