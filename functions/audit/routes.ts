import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery } from '../../shared/http/lists.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';

const withheld = 'Left out of every entry if the stream holds anything that the caller may not see.';

const AuditEntry = z
  .strictObject({
    seq: z.int().positive(),
    type: z.string(),
    data: z.unknown(),
    at: UtcInstant,
    by: z.strictObject({ agency: z.string(), subject: z.string(), roles: z.array(z.string()) }),
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

export const auditRoutes = defineRoutes({
  getAudit: {
    method: 'GET',
    path: '/v1/audit/{stream}',
    summary: 'Read the recorded facts of a thing, and whether their chain is whole',
    tag: 'system',
    access: { action: 'audit.read' },
    params: z.strictObject({
      stream: z
        .string()
        .regex(
          /^(?:(?:alt|frq|ord|cas|cst|mtg|std|prp|imp|dec|lst|ntc|inb|apr)_[0-9A-HJKMNP-TV-Z]{26}|(?:agency|bank|webhook):[a-z0-9][a-z0-9-]{1,47}|case-reads:cas_[0-9A-HJKMNP-TV-Z]{26})$/,
          'must be an id (alt_, frq_, ord_, cas_, cst_, mtg_, std_, prp_, imp_, dec_, lst_, ntc_, inb_, apr_), bank:<bankId>, agency:<agency>, webhook:<agency> or case-reads:<caseId>',
        ),
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
