import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery } from '../../shared/http/lists.ts';
import { AGENCY_ID, ID_TAIL } from '../../shared/kernel/ids.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { auditedKinds } from '../lookups/kinds.ts';

const withheld = 'Left out of every entry if the stream holds anything that the caller may not see.';

const AuditEntry = z
  .strictObject({
    seq: z.int().positive(),
    type: z.string(),
    data: z.unknown(),
    at: UtcInstant,
    by: z.strictObject({
      agency: z.string(),
      agencyKind: z.string().meta({ description: '`system`: Cordon itself.' }),
      subject: z.string(),
      roles: z.array(z.string()),
    }),
    command: z.strictObject({ name: z.string(), id: z.string() }),
    correlationId: z.string(),
    previousHash: z
      .string()
      .optional()
      .meta({ description: `SHA-256 of the fact before; 64 zeros for the first. ${withheld}` }),
    hash: z
      .string()
      .optional()
      .meta({ description: `SHA-256 of the fact in full. ${withheld}` }),
  })
  .meta({ id: 'AuditEntry' });

const starts = auditedKinds.map((kind) => kind.starts);
const prefixes = starts.filter((start) => !start.includes(':'));
const words = starts.filter((start) => start.endsWith(':'));
const ofAgencies = auditedKinds.flatMap(({ starts: start, ids }) => (start.endsWith(':') && ids === undefined ? [start] : []));
const ofTheirOwn = auditedKinds.flatMap(({ starts: start, ids }) => (ids === undefined ? [] : [`${start}${ids}`]));
const both = starts.filter((start) => start.includes(':') && !start.endsWith(':'));

/** Ids of every kind whose history can be asked for. */
const StreamId = z
  .string()
  .regex(
    new RegExp(
      `^(?:(?:${prefixes.map((start) => start.slice(0, -1)).join('|')})_${ID_TAIL}|(?:${ofAgencies.map((start) => start.slice(0, -1)).join('|')}):${AGENCY_ID}|${[...both.map((start) => `${start}${ID_TAIL}`), ...ofTheirOwn].join('|')})$`,
    ),
    `must be an id (${prefixes.join(', ')}), or one behind ${[...words, ...both].join(', ')}`,
  );

export const auditRoutes = defineRoutes({
  getAudit: {
    method: 'GET',
    path: '/v1/audit/{stream}',
    summary: 'Read the recorded facts of a thing, and whether their chain is whole',
    tag: 'system',
    access: { action: 'audit.read' },
    asRecorded: true,
    params: z.strictObject({
      stream: StreamId,
    }),
    query: PageQuery,
    answers: {
      200: z.strictObject({
        stream: z.string(),
        verified: z.boolean().meta({
          description:
            'Whether every fact of this page has the hash it should, and follows from the one before: also if hashes are left out.',
        }),
        items: z.array(AuditEntry),
        next: z.string().optional(),
      }),
    },
    refusals: ['BUSY'],
  },
});
