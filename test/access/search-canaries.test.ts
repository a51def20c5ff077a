import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { enter } from '../../functions/finding/enter.ts';
import { decideAccess } from '../../shared/access/decide-access.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import { Alerts } from '../../shared/alerts/streams.ts';
import { nameVictim, Victims, victimKeys } from '../../shared/alerts/victim.ts';
import type { CaseFact } from '../../shared/cases/case-facts.ts';
import { caseThing } from '../../shared/cases/kinds.ts';
import { Cases } from '../../shared/cases/streams.ts';
import { partsVisible } from '../../shared/cases/visibility.ts';
import type { FindMessage } from '../../shared/finding/message.ts';
import { type Change, change, fresh } from '../../shared/journal/stream.ts';
import { type Actor, type District, systemActor } from '../../shared/kernel/context.ts';
import { createApiOver, testDataKeys } from '../support/api.ts';
import { caseFacts, caseIdOf, chaoyang, city, grantOf, haidian, prosecutor } from '../support/case-samples.ts';
import { stateOf } from '../support/given.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';
import { createTestPlatform } from '../support/relay-kit.ts';
import { alert, hour, id, minute } from '../support/samples.ts';

/*
 * Canaries: things with the same names and numbers as those that a reader may know, but hidden from the reader. Every answer to a search must be
 * the same whether they are there or not: the hits, their order, the pages, and whether there is a next one.
 */

const names = ['周小兰', '周小梅', '周大', '王小'] as const;
const phones = ['13912345678', '13912345679'] as const;
const readers: readonly Actor[] = [haidian, chaoyang, city, prosecutor];

const person = { name: fc.constantFrom(...names), phone: fc.constantFrom(...phones) };
const place = {
  district: fc.constantFrom<District[]>('haidian', 'chaoyang', 'changping'),
  agency: fc.constantFrom('police-haidian', 'police-chaoyang', 'police-changping'),
};
const oneThing = fc.oneof(
  fc.record({ kind: fc.constant('alert' as const), ...person, ...place }),
  fc.record({
    kind: fc.constant('case' as const),
    ...person,
    ...place,
    // `revoked`: its people were shared, and no longer are; their entry is still there
    shared: fc.constantFrom('persons' as const, 'summary' as const, 'revoked' as const, undefined),
  }),
);
type OneThing = typeof oneThing extends fc.Arbitrary<infer T> ? T : never;

/** The facts of a thing of the world, with its number. */
function alarmOf({ district, agency, name, phone }: OneThing, n: number) {
  const alertId = id('alt', n);
  return alert({ alertId, reference: `R-${n}`, district, raisedBy: agency, receivedAt: minute(n), victim: { name, phone } });
}

function caseOf(thing: OneThing & { kind: 'case' }, n: number, withPeople: boolean): readonly CaseFact[] {
  const { district, agency, name, phone, shared } = thing;
  const caseId = caseIdOf('cas', n);
  const added = { itemId: caseIdOf('itm', n), addedAt: minute(n), role: 'suspect' as const, name, phone };
  const parts = [shared === 'summary' ? ('summary' as const) : ('persons' as const)];
  const grant = grantOf({ grantId: caseIdOf('grt', n), parts, until: hour(48) });
  return [
    caseFacts.opened({ at: minute(n), caseId, reference: `C-${n}`, district, agency }),
    ...(withPeople ? [{ type: 'case.person-added', data: { at: minute(n), person: added } } as const] : []),
    ...(shared === undefined ? [] : [{ type: 'case.shared', data: { at: minute(n), grant } } as const]),
  ];
}

/** What happens to a thing once it was entered. */
function afterwards(thing: OneThing, n: number): readonly CaseFact[] {
  return thing.kind === 'case' && thing.shared === 'revoked' ? [caseFacts.revoked(caseIdOf('grt', n), minute(n))] : [];
}

/** A journal with these things, each entered where searches find it. `withPeople`: of each case, whether its people are there. */
async function worldOf(things: readonly { readonly thing: OneThing; readonly n: number; readonly withPeople: boolean }[]) {
  const journal = createMemoryJournal();
  const api = createApiOver(journal);
  await api.ready;
  const tools = { ...createTestPlatform(), journal, findsKey: async () => testDataKeys.finds };
  const append = async (key: string, changes: readonly Change[]): Promise<void> => {
    const command = { name: 'test', id: key, inputHash: key, actor: systemActor, correlationId: key, now: minute(1) };
    expect((await journal.append({ command, changes })).outcome).toBe('appended');
  };
  for (const { thing, n, withPeople } of things) {
    const message: FindMessage =
      thing.kind === 'alert' ? { kind: 'alert', id: id('alt', n) } : { kind: 'case', id: caseIdOf('cas', n) };
    if (thing.kind === 'alert') {
      const raised = alarmOf(thing, n);
      const [key = ''] = victimKeys(testDataKeys.victims, { phone: thing.phone }).keys();
      const victim = await journal.load(Victims, key);
      const named = nameVictim(victim.state, raised).map((fact) => change(victim, fact));
      await append(`a${n}`, [change(fresh(Alerts, raised.alertId), { type: 'alert.raised', data: raised }), ...named]);
    } else {
      const [opened, ...rest] = caseOf(thing, n, withPeople);
      if (opened !== undefined) await append(`c${n}`, [change(fresh(Cases, message.id), opened, ...rest)]);
    }
    await enter(tools, message, `m${n}`);
    const [later] = afterwards(thing, n);
    if (later !== undefined) await append(`r${n}`, [change(await journal.load(Cases, message.id), later)]);
  }
  return api;
}

const Page = z.looseObject({ items: z.array(z.looseObject({})), next: z.string().optional() });

/** All pages of a search: what they show, and where one ends. */
async function pagesOf(api: Awaited<ReturnType<typeof worldOf>>, reader: Actor, q: string, limit: number) {
  const pages: z.infer<typeof Page>['items'][] = [];
  let cursor: string | undefined;
  do {
    const body = { q, limit, ...(cursor === undefined ? {} : { cursor }) };
    const page = Page.parse((await api.call(reader, 'POST', '/v1/search', { body })).body);
    pages.push(page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return pages;
}

/** Whether the reader may know the thing, and of a case its people. */
function known(thing: OneThing, n: number, reader: Actor): { readonly it: boolean; readonly people: boolean } {
  if (thing.kind === 'alert') {
    const it = decideAccess('alert.read', reader, alertThing(alarmOf(thing, n))).outcome === 'allowed';
    return { it, people: it };
  }
  const file = stateOf(Cases, ...caseOf(thing, n, true), ...afterwards(thing, n));
  if (file === undefined) return { it: false, people: false };
  const it = decideAccess('case.read', reader, caseThing(file, minute(1))).outcome === 'allowed';
  return { it, people: it && partsVisible(file, reader, minute(1)).includes('persons') };
}

test('no search tells a reader of anything that is hidden, and each tells all that is not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(oneThing, { minLength: 1, maxLength: 9 }),
      fc.constantFrom(...readers),
      fc.integer({ min: 1, max: 3 }),
      async (things, reader, limit) => {
        const all = things.map((thing, at) => ({ thing, n: at + 1, ...known(thing, at + 1, reader) }));
        const whole = await worldOf(all.map(({ thing, n }) => ({ thing, n, withPeople: true })));
        const without = await worldOf(
          all.filter(({ it }) => it).map(({ thing, n, people }) => ({ thing, n, withPeople: people })),
        );
        for (const q of ['周小', '周小兰', '王小', ...phones]) {
          const pages = await pagesOf(whole, reader, q, limit);
          expect(pages, q).toEqual(await pagesOf(without, reader, q, limit));
          const expected = all.flatMap(({ thing: { kind, name, phone }, n, people }) => {
            const fits = name.startsWith(q) || phone === q;
            return people && fits ? [kind === 'alert' ? id('alt', n) : caseIdOf('cas', n)] : [];
          });
          expect(
            pages
              .flat()
              .map((row) => row['id'])
              .toSorted(),
            q,
          ).toEqual(expected.toSorted());
          expect(
            pages.slice(0, -1).every((page) => page.length === limit),
            q,
          ).toBe(true);
        }
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);
