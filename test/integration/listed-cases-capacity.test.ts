import { expect, test } from 'vitest';
import { change, fresh } from '../../shared/journal/stream.ts';
import { MINUTE, plus } from '../../shared/kernel/time.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { command, listingFacts } from '../support/listing-samples.ts';
import { meteredApi } from '../support/metered-api.ts';
import { id, T0 } from '../support/samples.ts';

const FEW = 100;
const MANY = 10_000;
/** As many streams as one append takes. */
const BATCH = 40;

const on = meteredApi(T0);

/** Listed cases with the numbers from one to the other, due minute by minute. */
function listCases(from: number, to: number): Promise<void> {
  return on.fill({ from, to, atOnce: BATCH, now: T0 }, (number) => {
    const about = { listedCaseId: id('lst', number), caseId: id('cas', number), decideBy: plus(T0, number * MINUTE) };
    return change(fresh(ListedCases, about.listedCaseId), listingFacts.proposed(about));
  });
}

/** What the first two pages of a list cost, and when a person must act on their entries. */
const pages = (query: Record<string, string>) => on.pages(command, '/v1/listed-cases', query, 'neededAt');

test('a supervisor’s page costs the same capacity whether there are 100 listed cases or 10,000', {
  timeout: 180_000,
}, async () => {
  await listCases(1, 1 + FEW);
  const few = { city: await pages({}), district: await pages({ district: 'haidian' }) };
  await listCases(1 + FEW, 1 + MANY);
  const many = { city: await pages({}), district: await pages({ district: 'haidian' }) };
  expect(few.city.units).toBeGreaterThan(0);
  expect(many.city.units).toBe(few.city.units);
  expect(many.district.units).toBe(few.district.units);
  expect(many.city.members).toHaveLength(40);
  expect(many.city.members).toEqual(many.city.members.toSorted());
  expect(many.city.members[0]).toBe(plus(T0, MINUTE));
});
