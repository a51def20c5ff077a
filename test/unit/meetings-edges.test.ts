import { expect, test } from 'vitest';
import type { Recurrence } from '../../shared/meetings/recurrence.ts';
import { scheduleMeeting } from '../../shared/meetings/run-meetings.ts';
import { by, police, prosecutor } from '../support/consultation-samples.ts';
import { hour } from '../support/samples.ts';

const tuesdays: Recurrence = { every: 'week', weekday: 2, time: '14:00' };
const scheduled = (after?: string) =>
  scheduleMeeting(
    { title: 't', rule: tuesdays, parties: [prosecutor.agency], ...(after === undefined ? {} : { after }) },
    by(police, 1),
  ).facts[0]?.data;

test('a series begins after the moment that is named, and never before now', () => {
  const first = { meeting: { number: 1, meetsAt: '2026-11-24T06:00:00.000Z' } };
  expect(scheduled()).toMatchObject(first);
  expect(scheduled(hour(-24 * 30))).toMatchObject(first);
  expect(scheduled('2026-12-05T00:00:00.000Z')).toMatchObject({ meeting: { number: 1, meetsAt: '2026-12-08T06:00:00.000Z' } });
});
