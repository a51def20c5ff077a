import { decideAccess } from '../../shared/access/decide-access.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import type { SameVictim } from '../../shared/alerts/victim.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { casesOfAlarms } from '../lookups/known-cases.ts';
import type { Platform } from '../platform/platform.ts';
import type { KnownVictim } from './routes.ts';

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
