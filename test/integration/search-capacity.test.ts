import { expect, test } from 'vitest';
import * as z from 'zod';
import type { Alert } from '../../shared/alerts/model.ts';
import { Alerts } from '../../shared/alerts/streams.ts';
import { entriesOf, entryId, FindEntries } from '../../shared/finding/entry.ts';
import { scopeOfDistrict } from '../../shared/finding/scope.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { MINUTE, plus } from '../../shared/kernel/time.ts';
import { testDataKeys } from '../support/api.ts';
import { chaoyang, city, haidian } from '../support/case-samples.ts';
import { meteredApi } from '../support/metered-api.ts';
import { alert, id, T0 } from '../support/samples.ts';

const FEW = 1_000;
const MANY = 10_000;
/** As many alarms, each with its entry, as one append takes. */
const BATCH = 20;

const Page = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })), next: z.string().optional() });

const on = meteredApi(T0);

/** Every third of them is of another district; all victims' names begin alike. */
function alarm(number: number): Alert {
  const district = number % 3 === 0 ? 'chaoyang' : 'haidian';
  return alert({
    ...{ alertId: id('alt', number), reference: `R-${number}`, district, raisedBy: `police-${district}` },
    ...{ receivedAt: plus(T0, number * MINUTE), victim: { name: `王小${String.fromCharCode(0x4e00 + (number % 5_000))}` } },
  });
}

async function raise(from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += BATCH) {
    const alarms = Array.from({ length: Math.min(BATCH, to - first) }, (_, at) => alarm(first + at));
    const changes = alarms.flatMap((one) => {
      const thing = { kind: 'alert', id: one.alertId } as const;
      const namings = [{ since: one.receivedAt, name: one.victim.name }];
      const entries = entriesOf(testDataKeys.finds, thing, namings, [scopeOfDistrict(one.district)]);
      return [
        change(fresh(Alerts, one.alertId), { type: 'alert.raised', data: one }),
        ...entries.map((entry) =>
          change(fresh(FindEntries, entryId(entry)), { type: 'find-entry.entered', data: { at: T0, entry } }),
        ),
      ];
    });
    const key = `raise-${first}`;
    const asked = { name: 'test', id: key, inputHash: key, actor: systemActor, correlationId: key, now: T0 };
    expect(await on.journal.append({ command: asked, changes, remember: false })).toMatchObject({ outcome: 'appended' });
  }
}

/** What a search costs, and what it found. */
async function cost(actor: typeof haidian, q: string): Promise<{ readonly units: number; readonly found: number }> {
  on.table.consumed = 0;
  const page = Page.parse((await on.api.call(actor, 'POST', '/v1/search', { body: { q, limit: 20 } })).body);
  return { units: on.table.consumed, found: page.items.length };
}

async function costs() {
  return {
    prefix: await cost(haidian, '王小'),
    elsewhere: await cost(chaoyang, '王小'),
    city: await cost(city, '王小'),
    missing: await cost(haidian, '赵大钱'),
    phone: await cost(haidian, '13912345678'),
  };
}

test('a search costs the same capacity whether a thousand alarms begin alike or ten thousand', {
  timeout: 300_000,
}, async () => {
  await raise(1, 1 + FEW);
  const few = await costs();
  await raise(1 + FEW, 1 + MANY);
  const many = await costs();
  expect(few.prefix).toMatchObject({ found: 20 });
  expect(few.city).toMatchObject({ found: 20 });
  expect(few.missing).toMatchObject({ found: 0 });
  // with the record of the search, an append of two items
  expect(many.prefix.units).toBe(few.prefix.units);
  expect(many.elsewhere.units).toBe(few.elsewhere.units);
  expect(many.city.units).toBe(few.city.units);
  expect(many.missing.units).toBe(few.missing.units);
  expect(many.phone.units).toBe(few.phone.units);
  expect(few.prefix.units).toBeLessThan(40);
});
