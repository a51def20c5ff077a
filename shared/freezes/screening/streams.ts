import { dueShard, factsOfAlert, inAttention } from '../../journal/keys.ts';
import type { IndexView, StreamType } from '../../journal/stream.ts';
import { nextMoment } from './decide-screening.ts';
import { evolveScreening } from './evolve-screening.ts';
import { Screening } from './model.ts';
import { ScreeningFact } from './screening-facts.ts';
import { actBy } from './standing.ts';

/** Screenings by the id of their order; found by their district while officers have something to do, and by what is due next. */
export const Screenings: StreamType<Screening, ScreeningFact> = {
  name: 'screening',
  schemaVersion: 1,
  state: Screening,
  fact: ScreeningFact,
  evolve: evolveScreening,
  index: indexScreening,
  factsFile: ({ alertId }) => factsOfAlert(alertId),
};

function indexScreening(screening: Screening): IndexView {
  const { orderId, district } = screening;
  const moment = nextMoment(screening);
  const by = actBy(screening);
  return {
    entries: {
      ...(by === undefined ? {} : { attention: inAttention('screening', district, by, orderId) }),
      ...(moment === undefined ? {} : { due: dueShard(orderId, moment) }),
    },
    card: cardOf(screening),
  };
}

/** What lists show of a screening: no name, no account, no text. */
function cardOf(screening: Screening): Readonly<Record<string, unknown>> {
  const { orderId, alertId, district, agency, bankId, status, whole, frozenAt, dueAt, found, owner } = screening;
  return {
    ...{ orderId, alertId, district, agency, bankId, status, whole, frozenAt, dueAt, finding: found?.finding },
    ...(owner === undefined || owner.told !== undefined ? {} : { ownerDueAt: owner.dueAt }),
  };
}
