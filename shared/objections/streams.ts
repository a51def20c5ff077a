import { dueShard, factsOfAlert, inCaseload, supervised } from '../journal/keys.ts';
import type { IndexView, StreamType } from '../journal/stream.ts';
import { neededAt, nextMoment } from './deadlines.ts';
import { evolveObjection } from './evolve-objection.ts';
import { objectionAt, objectionRaised } from './keys.ts';
import { Objection } from './model.ts';
import { ObjectionFact } from './objection-facts.ts';
import { awaitsProcuratorate } from './standing.ts';

/**
 * Objections by their id; found by the supervisors of the district and of the city by the moment when a person must act, by the bank of the
 * account, by the police agency that raised it first, and by what is due next.
 */
export const Objections: StreamType<Objection, ObjectionFact> = {
  name: 'objection',
  schemaVersion: 2,
  state: Objection,
  fact: ObjectionFact,
  evolve: evolveObjection,
  index: indexObjection,
  factsFile: ({ order }) => (order?.alertId === undefined ? undefined : factsOfAlert(order.alertId)),
};

function indexObjection(objection: Objection): IndexView {
  const { objectionId, order, raisedAt, touchedAt } = objection;
  const { name } = Objections;
  const needed = neededAt(objection);
  const moment = nextMoment(objection);
  const bank = bankOf(objection);
  const first = objection.submissions[0]?.raisedBy;
  return {
    entries: {
      ...(needed === undefined ? {} : { inbox: supervised(name, needed, objectionId) }),
      // one without an order is the city's, which has what is open in the index `inbox`
      ...(needed === undefined
        ? { listing: inCaseload(name, order?.district ?? 'city', 'closed', touchedAt, objectionId) }
        : order !== undefined && { listing: inCaseload(name, order.district, 'open', needed, objectionId) }),
      ...(bank === undefined ? {} : { file: objectionAt(bank, raisedAt, objectionId) }),
      ...(first?.agencyKind === 'police' ? { attention: objectionRaised(first.agency, raisedAt, objectionId) } : {}),
      ...(moment === undefined ? {} : { due: dueShard(objectionId, moment) }),
    },
    card: cardOf(objection),
  };
}

/** The bank in whose list it stands: that of the account, or else the one that raised it. */
function bankOf({ bankId, submissions }: Objection): string | undefined {
  return bankId ?? submissions.find(({ raisedBy }) => raisedBy.agencyKind === 'bank')?.raisedBy.agency;
}

/** What lists show of an objection. DynamoDB copies cards into indexes, so a card has no name and no text. */
function cardOf(objection: Objection): Readonly<Record<string, unknown>> {
  const { objectionId, reference, status, capacity, order, bankId, raisedAt, dueAt, overdue, closedAt, supervision } = objection;
  const { decision, reviewer, submissions } = objection;
  return {
    ...{ objectionId, reference, status, capacity, raisedAt, dueAt, overdue, closedAt, bankId },
    ...{ outcome: decision?.outcome, livelihood: submissions.some((one) => one.livelihood !== undefined) },
    ...{ district: order?.district, agency: order?.agency, orderId: order?.orderId, reviewedBy: reviewer?.agency },
    ...{ neededAt: neededAt(objection), supervised: supervision !== undefined, supervisionOpen: awaitsProcuratorate(objection) },
  };
}
