import type { QueuedMessage } from '../../../shared/finding/message.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import type { FactOf, FactType, KnownFact } from '../facts.ts';
import type { CoordinationRelayTools, Reaction } from '../reaction.ts';

/** The facts by which a thing names a person or an account or does so no more, and those by which others may find it or not. */
export const namingFacts = [
  'alert.raised',
  'alert.corrected',
  'alert.handed-over',
  'alert.joined',
  'alert.duplicates-taken',
  'order.requested',
  'order.placed-in-line',
  'order.turned-down',
  'case.person-added',
  'case.item-withdrawn',
  'case.shared',
  'case.share-revoked',
  'case-share.expired',
  'case.merged',
  'case.absorbed',
  'statement.completed',
  'holder-request.answered',
  'watch.lines-told',
  'blacklist-entry.listed',
] as const satisfies readonly FactType[];

type NamingFact = FactOf<(typeof namingFacts)[number]>;

export function isNaming(fact: KnownFact): fact is NamingFact {
  return namingFacts.some((type) => type === fact.type);
}

/** A search finds it from then on. The function behind the queue has the data key; this relay has none. */
export const tellFinding: Reaction<NamingFact, CoordinationRelayTools> = {
  name: 'tellFinding',
  does: 'has the people and accounts that the thing names entered where searches find them (检索), as keyed hashes, and what it names no more, or a receiver may know no more, taken out; has the accounts of a statement, a watch or a holder compared with the blacklist (布黑卡碰撞), and the alarms found that a listed account had touched before',
  react: async ({ fact, recorded }, { findQueue }) => {
    const message = messageOf(fact, idOfStream(recorded.stream));
    if (message !== undefined) await findQueue.send(message);
  },
};

/** What is to be entered; undefined if the thing names nothing that is found. */
function messageOf(fact: NamingFact, id: string): QueuedMessage | undefined {
  switch (fact.type) {
    case 'alert.corrected':
    case 'alert.handed-over':
    case 'alert.joined':
    case 'alert.duplicates-taken':
      return { kind: 'alert', id };
    case 'alert.raised':
      return fact.data.victim.name === undefined ? undefined : { kind: 'alert', id };
    case 'order.requested':
    case 'order.placed-in-line':
    case 'order.turned-down': {
      const { accountName, accountNumber } = fact.data.plan.account;
      return accountName === undefined && accountNumber === undefined ? undefined : { kind: 'order', id };
    }
    case 'case.person-added':
      return { kind: 'case', id, item: fact.data.person.itemId };
    case 'case.item-withdrawn':
      return fact.data.part === 'persons' ? { kind: 'case', id, item: fact.data.itemId } : undefined;
    case 'case.shared': {
      const { agency, parts } = fact.data.grant;
      return parts.includes('persons') ? { kind: 'case', id, agency } : undefined;
    }
    case 'case.share-revoked':
      return { kind: 'case', id, agency: fact.data.agency };
    case 'case-share.expired':
      return { kind: 'case', id: fact.data.caseId, agency: fact.data.agency };
    case 'statement.completed':
      return { kind: 'statement', id };
    case 'holder-request.answered':
      return fact.data.answer.accounts.length === 0 ? undefined : { kind: 'holder-request', id };
    case 'watch.lines-told':
      return { kind: 'watch', id, lines: [...fact.data.lines] };
    case 'blacklist-entry.listed':
      return fact.data.mark.kind === 'account' ? { kind: 'blacklist-entry', id } : undefined;
    case 'case.merged':
    case 'case.absorbed':
      return { kind: 'case', id };
  }
}
