import * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import { AlertView } from '../../shared/alerts/answers.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import { Alert } from '../../shared/alerts/model.ts';
import { type SameVictim, victimMarks } from '../../shared/alerts/victim.ts';
import { KnownCase } from '../../shared/cases/known-case.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { casesOfAlarms } from '../lookups/known-cases.ts';
import type { Platform } from '../platform/platform.ts';

/** Another alarm of the victim, or only that there is one, if the caller may not see it. */
const KnownVictim = z
  .union([
    z.strictObject({
      ...Alert.pick({ alertId: true, reference: true, district: true }).shape,
      by: z.array(z.enum(victimMarks)).describe('Which data of the victim are the same.'),
      case: KnownCase.optional().describe('The case that the other alarm belongs to, if the caller may read it.'),
    }),
    z.strictObject({
      elsewhere: z.literal(true).describe('The victim is known from alarms that the caller may not see.'),
    }),
  ])
  .meta({ id: 'KnownVictim' });
type KnownVictim = z.input<typeof KnownVictim>;

/** The alert, and where its victim is known from. */
export const AlertWithKnown = z
  .strictObject({
    ...AlertView.shape,
    known: z
      .array(KnownVictim)
      .describe('Other alarms with the same victim, by identity number or phone: their cases may be related.'),
  })
  .meta({ id: 'AlertRaised' });

/**
 * The other alarms of the victim of an alarm, with their cases, as far as the officer may see them. For all others the answer says only
 * that the victim is known elsewhere.
 */
export async function knownVictim(platform: Platform, others: readonly SameVictim[], actor: Actor): Promise<KnownVictim[]> {
  const told = others.filter((alarm) => decideAccess('alert.read', actor, alertThing(alarm)).outcome === 'allowed');
  const cases = await casesOfAlarms(platform, told, actor);
  const alarms = told.map(({ alertId, reference, district, by }): KnownVictim => {
    const fraudCase = cases.get(alertId);
    return { alertId, reference, district, by, ...(fraudCase === undefined ? {} : { case: fraudCase }) };
  });
  return told.length < others.length ? [...alarms, { elsewhere: true }] : alarms;
}
