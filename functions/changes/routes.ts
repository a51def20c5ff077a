import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { LONGEST_WAIT, waitSeconds } from '../../shared/http/waiting.ts';
import { AlertId, CaseId } from '../../shared/kernel/ids.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';

/** What a reader watches: their own desks, the orders that need an eye, an alarm with its orders, a case with its alarms. */
export type Watched = { readonly kind: 'inbox' | 'orders' } | { readonly kind: 'alert' | 'case'; readonly id: string };

const OF_RULE = 'must be inbox, orders, alert:<alertId> or case:<caseId>';

const Of = z
  .string()
  .max(64)
  .transform((text, { issues }): Watched => {
    if (text === 'inbox' || text === 'orders') return { kind: text };
    const [kind, id] = text.split(/:(.*)/s, 2);
    const alert = kind === 'alert' ? AlertId.safeParse(id) : undefined;
    const fraudCase = kind === 'case' ? CaseId.safeParse(id) : undefined;
    if (alert?.success === true) return { kind: 'alert', id: alert.data };
    if (fraudCase?.success === true) return { kind: 'case', id: fraudCase.data };
    issues.push({ code: 'custom', message: OF_RULE, input: text });
    return z.NEVER;
  })
  .meta({
    description:
      '`alert:<alertId>`: an alarm, its requests and its orders, and that it joined a case of yours · `case:<caseId>`: a case, its listing, and its alarms with theirs · `inbox`: the first fifty open entries on your desks · `orders`: the first fifty orders of `GET /v1/orders` that need an eye.',
    override: ({ jsonSchema }) => {
      Object.assign(jsonSchema, { type: 'string', examples: ['inbox', 'alert:alt_01KAN0A4C0R2T4V6X8Z0B2D4F6'] });
    },
  });

const ChangesQuery = z.strictObject({
  of: Of,
  since: z.string().min(1).max(4_096).optional().meta({
    description: '`since` of the answer before, or of the first, which has no changes: ask for that before you read the thing.',
  }),
  wait: waitSeconds(
    `Seconds to wait, at most ${LONGEST_WAIT}, if nothing has changed. The answer comes within three seconds of a change. Two polls of a person wait at a time; another is answered at once, with \`retry-after\`: then call again no sooner.`,
  ),
});

const Changed = z.strictObject({
  kind: z.string().meta({
    description:
      '`alert`, `freeze-request`, `order`, `case`, `listed-case`, `inbox-entry`; `case-of-alert`, with the id of the alarm: it joined a case of yours, or left it.',
  }),
  id: z.string(),
  version: z
    .int()
    .positive()
    .optional()
    .meta({ description: 'Its version now, where you may know it: what you have of it is older.' }),
  what: z.string().optional().meta({ description: 'The last that happened to it: the type of the fact.' }),
  at: UtcInstant.optional().meta({ description: 'When that happened.' }),
  gone: z
    .literal(true)
    .optional()
    .meta({ description: 'It is in the list no more: dealt with, settled, or not for you any more.' }),
});
export type Changed = z.infer<typeof Changed>;

const Changes = z
  .strictObject({
    changed: z.array(Changed).meta({
      description:
        'Each thing once. After a change that was recorded out of turn an id can come again with the version that you have.',
    }),
    since: z.string().meta({ description: 'Give it back as `since`. Fits the same caller and `of`, for an hour.' }),
    more: z.literal(true).optional().meta({ description: 'More has changed than one answer tells: ask again at once.' }),
  })
  .meta({ id: 'Changes' });

export const changeRoutes = defineRoutes({
  getChanges: {
    method: 'GET',
    path: '/v1/changes',
    summary: 'Learn what changed on a board, a case or an inbox since the last answer, and wait for it: one request a turn',
    tag: 'me',
    access: { action: 'changes.read' },
    query: ChangesQuery,
    answers: { 200: Changes },
    refusals: ['NOT_FOUND', 'READ_ANEW'],
  },
});
