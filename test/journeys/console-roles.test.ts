import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type SeedPerson, seedPeople } from '../../local/seed/agencies.ts';
import { openBrowser } from '../support/browser.ts';
import type { TestCity } from '../support/city.ts';
import { openPerson } from '../support/console.ts';
import { addressesIn } from '../support/console-addresses.ts';
import { openCrawl, phone, type Visit } from '../support/console-crawl.ts';
import { actionOf, openActs } from '../support/open-acts.ts';
import { openRolesCity } from '../support/roles-city.ts';

/*
 * Each person of another role walks through the console on a telephone: from the first page along every link, once to each page that
 * `docs/console.md` names. Nothing that a page offers may be refused, and what the API says is open has a place on some page.
 */

const addresses = addressesIn(readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'console.md'), 'utf8'));

/** One of the people of each role: what they may do does not differ otherwise. */
const people = [...Map.groupBy(seedPeople, roleOf).values()].flatMap((alike) => alike.slice(0, 1));

function roleOf({ agencyKind, district, roles }: SeedPerson): string {
  return `${agencyKind} of ${district === undefined ? 'the city' : 'a district'}: ${roles.join(', ')}`;
}

/** Acts that the API says are open by action and state, and that a page offers under one condition more, which this city does not meet. */
const elsewhere: Readonly<Record<string, string>> = {
  followHeldOfAlert: 'a bank said that it holds money that went out',
  followHeldOutflows: 'a bank said that it holds money that went out',
  declineHeldOutflows: 'a bank said that it holds money that went out',
  acceptConsultation: 'the agency was asked and has not answered',
  declineConsultation: 'the agency was asked and has not answered',
  recordPhoneResult: 'the bank is asked by phone',
  giveBackOrder: 'an officer has the order',
  extendClock: 'the consultation has a term that runs',
  stopClock: 'the consultation has a term that runs',
  giveInformation: 'the agency was asked about the objection and has not answered',
  requestSupervision: 'the objection is overdue or rejected',
  respondToSupervision: 'the procuratorate demands a correction',
};

/** Pages to which no link of this city leads from the first page, each with the reason. */
const aside: Readonly<Record<string, string>> = {
  '/evidence-files/{fileId}': 'the files of a piece of evidence are listed when a person opens them, since each look is recorded',
  '/figures/months/{month}': 'no month is published',
  '/region-notices/{noticeId}': 'no account is frozen in another region',
  '/returns/{returnId}': 'no case with frozen money is filed; console-money.test.ts goes through a round',
  '/return-payments/{paymentId}': 'no plan of a return is approved',
  '/standards/decisions/{decisionId}': 'the decisions of the scenario are of earlier months, which a person chooses',
};
const walked = new Set<string>();

let world: TestCity;
let browser: Browser;

beforeAll(async () => {
  [world, browser] = await Promise.all([openRolesCity(), openBrowser()]);
}, 560_000);

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** What each page showed that a person came to. */
async function walk(username: string): Promise<readonly Visit[]> {
  const person = await openPerson(browser, world.api, { viewport: phone, patienceMs: 60_000 });
  try {
    const crawl = openCrawl(person, world.api);
    await person.signIn(username);
    const visits: Visit[] = [];
    const found = new Set<string>();
    const waiting = [''];
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const visit = await crawl.visit(path);
      visits.push(visit);
      walked.add(addresses.of(path) ?? path);
      for (const link of visit.links) {
        const address = addresses.of(link) ?? link;
        if (!found.has(address)) waiting.push(link);
        found.add(address);
      }
    }
    return visits;
  } finally {
    await person.close();
  }
}

const Me = z.object({ may: z.array(z.object({ action: z.string() })) });

/** The acts that the page offers and its own reads do not say are open; those on no thing are asked of `GET /v1/me`. */
function refusedOn({ path, answers, offered }: Visit, me: z.infer<typeof Me>): readonly string[] {
  const open = new Set<string>(answers.flatMap(({ actions = [] }) => actions));
  const ever = new Set<string>(me.may.map(({ action }) => action));
  return offered.flatMap((operation) => {
    const { action, isOnThing } = actionOf(operation);
    return (isOnThing ? open : ever).has(action) ? [] : [`${path} ${operation}`];
  });
}

const ID = /[a-z]{3}_[0-9A-Z]{26}/;

/** Whether a page about one thing read another, as that of an approval reads its order: the acts on that have their place on its own page. */
function isOfOther(page: string, read: string): boolean {
  const [own] = ID.exec(page) ?? [];
  const [id] = ID.exec(read) ?? [];
  return own !== undefined && id !== undefined && own !== id;
}

describe.each(people)('$username ($agency: $roles)', { timeout: 580_000 }, ({ username }) => {
  let visits: readonly Visit[];

  test('finds every page whole: in both languages, within the width of a telephone, for all readers', async () => {
    visits = await walk(username);
    expect(visits.flatMap(({ path, faults }) => faults.map((fault) => `${path} ${fault}`))).toEqual([]);
    expect(visits.map(({ path }) => path).filter((path) => addresses.of(path) === undefined)).toEqual([]);
  });

  test('is offered on a page what the API says is open there, and finds a place for all that is open', () => {
    const me = Me.parse(visits.flatMap(({ answers }) => answers).find(({ path }) => path === '/v1/me')?.body);
    expect(visits.flatMap((visit) => refusedOn(visit, me))).toEqual([]);
    const offered = new Set(visits.flatMap((visit) => visit.offered));
    const open = new Set(
      visits.flatMap(({ path, answers }) => answers.filter((answer) => !isOfOther(path, answer.path)).flatMap(openActs)),
    );
    expect([...open].filter((operation) => !offered.has(operation) && !Object.hasOwn(elsewhere, operation))).toEqual([]);
  });
});

test('every page of the console was walked by one of them', () => {
  expect(addresses.all.filter((address) => !walked.has(address) && !Object.hasOwn(aside, address))).toEqual([]);
});
