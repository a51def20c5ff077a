import { byReference, dueShard } from '../journal/keys.ts';
import type { IndexView, StreamType } from '../journal/stream.ts';
import { defined } from '../kernel/defined.ts';
import { elapsed, MINUTE } from '../kernel/time.ts';
import { nextMoment } from './deadlines.ts';
import { evolveWarning } from './evolve-warning.ts';
import { held, received, toDo } from './keys.ts';
import { isChannel } from './ladder.ts';
import { WarningFact } from './warning-facts.ts';
import { Warning } from './warning-model.ts';

/**
 * Warnings by their id; found by the people of the level and area whose turn it is, by the one who holds it, among those of the district and
 * month, and by what is due next.
 */
export const Warnings: StreamType<Warning, WarningFact> = {
  name: 'warning',
  schemaVersion: 1,
  state: Warning,
  fact: WarningFact,
  evolve: evolveWarning,
  index: indexWarning,
};

function indexWarning(warning: Warning): IndexView {
  const { warningId, reference, status, rung, lease } = warning;
  const moment = nextMoment(warning);
  const waits = status === 'open' && !isChannel(rung.means);
  return {
    entries: {
      listing: received(warning),
      file: byReference(reference, warningId),
      ...(waits ? { inbox: toDo(warning) } : {}),
      ...(lease === undefined ? {} : { inbox: held(lease.agency, lease.subject, lease.until, warningId) }),
      ...(moment === undefined ? {} : { due: dueShard(warningId, moment) }),
    },
    card: cardOf(warning),
  };
}

/**
 * What lists show of a warning, and what figures count: nothing of the person. A card is copied into the indexes each time it changes, so it
 * has nothing that each step moves.
 */
function cardOf(warning: Warning): Readonly<Record<string, unknown>> {
  const { warningId, reference, status, grade, district, station, receivedAt, clues, rung, closed, losses, raisedBy } = warning;
  const { firstContactAt } = warning;
  return {
    ...{ warningId, reference, grade, district, receivedAt, raisedBy, source: clues[0]?.source },
    status: status === 'closed' ? 'closed' : 'open',
    ...(status === 'closed' ? {} : { level: rung.level, means: rung.means, dueAt: rung.dueAt }),
    ...defined({ station, outcome: closed?.outcome, endedBy: closed?.means }),
    ...(firstContactAt === undefined ? {} : { contactMinutes: Math.floor(elapsed(receivedAt, firstContactAt) / MINUTE) }),
    ...(losses.length === 0
      ? {}
      : { loss: losses.some(({ afterContact }) => afterContact) ? 'after-contact' : 'before-contact' }),
  };
}
