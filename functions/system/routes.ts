import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { StoredDay } from '../../shared/kernel/day.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';

const PolicyValue = z
  .strictObject({
    name: z.string(),
    value: z.union([z.number(), z.boolean()]),
    unit: z.enum(['milliseconds', 'count', 'fen', 'months', 'days', 'bytes', 'switch']),
    from: StoredDay,
    /** A read in a primary text · B in two or more independent sources · C in one · D in public bank-side code · P our own choice. */
    grade: z.enum(['A', 'B', 'C', 'D', 'P']),
    source: z.string(),
    note: z.string().optional(),
    inForce: z.boolean(),
  })
  .meta({ id: 'PolicyValue' });

const Health = z
  .strictObject({
    status: z.literal('ok'),
    now: UtcInstant,
    calendar: z
      .strictObject({ knownUntil: StoredDay, daysLeft: z.int(), endsSoon: z.boolean() })
      .describe(
        'Until when public holidays are known. Terms that end later are `provisional` until the next year is brought in.',
      ),
  })
  .meta({ id: 'Health' });

export const systemRoutes = defineRoutes({
  getHealth: {
    method: 'GET',
    path: '/v1/health',
    summary: 'Read whether the service is up, and its time',
    tag: 'system',
    access: 'public',
    answers: { 200: Health },
    refusals: [],
  },
  getKeys: {
    method: 'GET',
    path: '/v1/jwks',
    summary: "Read the public keys that check Cordon's signatures",
    tag: 'system',
    access: 'public',
    answers: { 200: z.strictObject({ keys: z.array(z.record(z.string(), z.unknown())) }) },
    refusals: [],
  },
  getPolicy: {
    method: 'GET',
    path: '/v1/policy',
    summary: 'Read every figure that Cordon acts on, with its source and grade',
    tag: 'system',
    access: { action: 'policy.read' },
    answers: { 200: z.strictObject({ items: z.array(PolicyValue) }) },
    refusals: [],
  },
});
