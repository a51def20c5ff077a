import { StopOrders } from '../../../shared/freezes/streams.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { refuse } from '../../../shared/kernel/decision.ts';
import { defined } from '../../../shared/kernel/defined.ts';
import { closeObjection, noteRefusal } from '../../../shared/objections/decide-objection.ts';
import { OpenObjections } from '../../../shared/objections/open-objections.ts';
import { keepPlace, ObjectionPlaces } from '../../../shared/objections/places.ts';
import { Objections } from '../../../shared/objections/streams.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

type Answered = FactOf<
  | 'order.released'
  | 'order.unfrozen'
  | 'order.recalled'
  | 'order.narrowed'
  | 'order.expired'
  | 'order.lapsed'
  | 'order.instruction-refused'
>;

/** Most orders have no objection: then it reads one item. */
export const closeObjections: Reaction<Answered> = {
  name: 'closeObjections',
  does: 'closes the objections that were upheld, once the bank has let go, holds no more than what stays, or holds nothing any more; notes on them that it declined',
  react: async ({ fact, recorded }, tools) => {
    const { journal } = tools;
    const orderId = idOfStream(recorded.stream);
    const { state: open } = await journal.load(OpenObjections, orderId);
    const context = contextOf(tools);
    const name = 'closeObjections';
    for (const { objectionId } of open?.open ?? []) {
      const command = commandOf(name, recorded, context.now);
      // one append each, and the objection itself tells whether it was closed before
      await appendOnce(
        journal,
        { ...command, id: `${command.id}/${objectionId}` },
        async () => {
          const [objection, order, others] = await Promise.all([
            journal.load(Objections, objectionId),
            journal.load(StopOrders, orderId),
            journal.load(OpenObjections, orderId),
          ]);
          if (objection.state === undefined || order.state === undefined) return refuse('NOT_FOUND');
          const closed = closeObjection(objection.state, order.state, context);
          const isOpen = closed.kind === 'acceptance' && closed.facts.length === 0;
          const declined = isOpen && fact.type === 'order.instruction-refused' ? fact.data.answer : undefined;
          const noted = declined && noteRefusal(objection.state, declined, order.state, context);
          return planFrom(noted ?? closed, [objection, others]);
        },
        { remember: false },
      );
    }
  },
};

/** A search finds the objection by its reference from then on, and those who share in its case by its alarm. */
export const keepPlaceOfObjection: Reaction<FactOf<'objection.raised'>, CoordinationTools> = {
  name: 'keepPlaceOfObjection',
  does: 'keeps where the objection is found: by its reference, and by the alarm of its order',
  react: async ({ fact, recorded }, { journal, now }) => {
    const at = now();
    const { at: raisedAt, objectionId, reference, order } = fact.data;
    const place = { objectionId, reference, raisedAt, ...defined({ alertId: order?.alertId }) };
    await appendOnce(
      journal,
      commandOf('keepPlaceOfObjection', recorded, at),
      async () => {
        const kept = await journal.load(ObjectionPlaces, objectionId);
        return planFrom(keepPlace(kept.state, place, at), [kept]);
      },
      { remember: false },
    );
  },
};
