import { STATE } from '../../../shared/journal/keys.ts';
import type { Item } from '../../../shared/journal/packed-item.ts';
import { record } from '../../../shared/journal/recording.ts';
import { type Change, change, fresh } from '../../../shared/journal/stream.ts';
import type { Actor, Context } from '../../../shared/kernel/context.ts';
import { impossible } from '../../../shared/kernel/impossible.ts';
import { referenceOf } from '../../../shared/kernel/phone-reference.ts';
import { HOUR, plus } from '../../../shared/kernel/time.ts';
import { createPolicy } from '../../../shared/policy/policy.ts';
import { ladders, rungOf } from '../../../shared/warnings/ladder.ts';
import { Warnings } from '../../../shared/warnings/streams.ts';
import type { WarningFact } from '../../../shared/warnings/warning-facts.ts';
import { inventedId, isInvented } from '../clones.ts';
import type { Keys } from '../recorder.ts';

/** The district of the stock. */
export const DISTRICT = 'haidian';
const source: Actor = { agency: 'operator-huabei', agencyKind: 'operator', roles: ['operator-system'], subject: 'bench' };
const policy = createPolicy();
const [, , BY_PHONE = ladders.low[0]] = ladders.low;

/** The id of the n-th warning of the stock. */
export function stockId(n: number): string {
  return inventedId(`wrn_${'A'.repeat(26)}`, n);
}

/**
 * The n-th open warning, which waits for a call by the station: the one with the lower number waits longer.
 *
 * @param now ISO 8601; it began to wait within the hour before
 */
export function stockChange(n: number, station: string, now: string): Change {
  const warningId = stockId(n);
  const person = { phone: `136${String(n).padStart(8, '0')}` };
  const context: Context = { now: plus(now, n - HOUR), actor: source, policy, newId: () => warningId };
  const at = context.now;
  const fact: WarningFact = {
    type: 'warning.received',
    data: {
      ...{ at, warningId, reference: referenceOf('warning', DISTRICT, at, warningId), district: DISTRICT, station },
      ...{ grade: 'low', person, raisedBy: source.agency },
      rung: rungOf(BY_PHONE, { grade: 'low', person, community: undefined, messages: 0 }, context),
      clue: {
        ...{ source: 'operator-model', key: warningId, sourceRef: `stock-${n}`, by: source.agency, risk: 10, signals: [] },
        ...{ seenAt: at, takenAt: at },
      },
    },
  };
  return change(fresh(Warnings, warningId), fact);
}

/** The item of its state, with all its entries in indexes, as the journal writes it. */
export function stockItem(n: number, station: string, now: string): Item {
  const id = stockId(n);
  const command = { name: 'bench.stock', id, inputHash: '', actor: source, correlationId: id, now };
  const [stream] = record({ command, changes: [stockChange(n, station, now)], remember: false }).streams;
  return stream?.state ?? impossible('a recording of one change has no stream');
}

/** Whether a change of the table is one of the stock's: no reaction follows from it. */
export function isStock({ pk, sk }: Keys): boolean {
  return sk.S === STATE && isInvented(pk.S, sk.S);
}
