import { expect, test } from 'vitest';
import * as z from 'zod';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { makeId } from '../../shared/kernel/ids.ts';
import { epoch, MINUTE, plus } from '../../shared/kernel/time.ts';
import type { Notice } from '../../shared/notifications/model.ts';
import { InboxEntries } from '../../shared/notifications/streams.ts';
import { haidian } from '../support/case-samples.ts';
import { meteredApi } from '../support/metered-api.ts';
import { hour, id, T0 } from '../support/samples.ts';

const FEW = 400;
const MANY = 3_000;
/** As many entries as one append takes. */
const BATCH = 40;

const Page = z.looseObject({ items: z.array(z.looseObject({})), next: z.string().optional() });
const Summary = z.looseObject({ open: z.number(), more: z.boolean() });

const on = meteredApi();

/** Entries with the numbers from one to the other on the desk of the agency, every second of them urgent, all on one day. */
async function put(from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, to - first) }, (_, at) => first + at);
    const made = numbers.map((number) => {
      const at = plus(T0, (number * MINUTE) / 8);
      const entryId = makeId('inb', epoch(at), () => Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 3, number >> 8, number & 255));
      const notice: Notice = {
        desk: { agency: haidian.agency },
        class: number % 2 === 0 ? 'urgent' : 'digest',
        what: number % 2 === 0 ? 'order.returned' : 'consultation.convened',
        subject: number % 2 === 0 ? { kind: 'order', id: id('ord', number) } : { kind: 'consultation', id: id('cst', number) },
        at,
      };
      return { entryId, data: { ...notice, entryId } };
    });
    const key = `put-${first}`;
    const asked = { name: 'test', id: key, inputHash: key, actor: systemActor, correlationId: key, now: T0 };
    const changes = made.flatMap(({ entryId, data }) =>
      splitFacts([fresh(InboxEntries, entryId)], [{ type: 'inbox-entry.made', data }]),
    );
    expect(await on.journal.append({ command: asked, changes, remember: false })).toMatchObject({ outcome: 'appended' });
  }
}

async function cost(path: string, query: Record<string, string> = {}) {
  on.table.consumed = 0;
  const { status, body } = await on.api.call(haidian, 'GET', path, { query });
  expect(status).toBe(200);
  return { units: on.table.consumed, body };
}

async function costs() {
  const list = (query: Record<string, string>) => cost('/v1/inbox', { limit: '20', ...query });
  const parts = {
    open: await list({ open: 'true' }),
    digest: await list({ open: 'true', class: 'digest' }),
    kind: await list({ open: 'true', kind: 'order' }),
    // what is asked for stands behind all that interrupts: a page looks at five hundred entries of a desk at most
    behind: await list({ open: 'true', kind: 'consultation' }),
    things: await cost('/v1/inbox/things'),
    summary: await cost('/v1/inbox/summary'),
    day: await cost('/v1/inbox/digest', { day: '2026-11-22' }),
  };
  return { parts, units: Object.fromEntries(Object.entries(parts).map(([name, { units }]) => [name, units])) };
}

test('an inbox costs the same capacity whether 400 or 3,000 entries lie on the desk', { timeout: 180_000 }, async () => {
  on.api.now = hour(9);
  await put(1, 1 + FEW);
  const few = await costs();
  await put(1 + FEW, 1 + MANY);
  const many = await costs();
  // within the rounding of the entries' own sizes
  expect(many.units['behind']).toBeLessThanOrEqual((few.units['behind'] ?? 0) + 20);
  for (const [name, units] of Object.entries(few.units).filter(([name]) => name !== 'behind'))
    expect(Math.abs((many.units[name] ?? 0) - units), name).toBeLessThanOrEqual(2);
  expect(Page.parse(many.parts.open.body).items).toHaveLength(20);
  expect(Page.parse(many.parts.digest.body).items.every((entry) => entry['class'] === 'digest')).toBe(true);
  expect(Page.parse(many.parts.kind.body).items.length).toBeGreaterThan(0);
  // two hundred of a desk are counted, and the answer says that there are more
  expect(Summary.parse(many.parts.summary.body)).toMatchObject({ open: 200, more: true });
});
