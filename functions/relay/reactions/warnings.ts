import { ReadAlerts } from '../../../shared/alerts/kind.ts';
import { statusOf } from '../../../shared/alerts/model.ts';
import type { Command } from '../../../shared/journal/journal.ts';
import { type AnyLoaded, idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom, restingOn } from '../../../shared/journal/transact.ts';
import type { Context } from '../../../shared/kernel/context.ts';
import { accept, type Decision, type Fact, refuse } from '../../../shared/kernel/decision.ts';
import { noteBefore, noteLoss, WarningsBeforeAlarms, withdrawLoss } from '../../../shared/warnings/losses.ts';
import { WarnedPersons } from '../../../shared/warnings/person.ts';
import { Warnings } from '../../../shared/warnings/streams.ts';
import type { Warning } from '../../../shared/warnings/warning-model.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf, type Platform } from '../../platform/platform.ts';
import type { FactOf, FactType, KnownFact } from '../facts.ts';
import { type CoordinationRelayTools, type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

/** The facts by which a message may be due. */
export const messagingFacts = [
  'warning.received',
  'warning.joined',
  'warning.graded',
  'warning.message-asked',
  'warning.message-answered',
  'warning.message-lost',
] as const satisfies readonly FactType[];

type MessagingFact = FactOf<(typeof messagingFacts)[number]>;

export function isMessaging(fact: KnownFact): fact is MessagingFact {
  return messagingFacts.some((type) => type === fact.type);
}

/** A provider carries it from then on. A message that is on its way already is the same message: it is carried once. */
export const askProvider: Reaction<MessagingFact, CoordinationRelayTools> = {
  name: 'askProvider',
  does: 'has a provider send the message or make the call that the warning stands on (短信、智能外呼)',
  react: async ({ fact, recorded }, { channelQueue }) => {
    const message = fact.data.rung?.message;
    if (message !== undefined) await channelQueue.send({ warningId: idOfStream(recorded.stream), number: message.number });
  },
};

/** The record of a victim has the key of the record of a warned person, so an alarm leads to the warnings without the data key. */
export const noteFraudAfterWarning: Reaction<FactOf<'victim.named'>, CoordinationTools> = {
  name: 'noteFraudAfterWarning',
  does: 'notes on the warnings of the same person that an alarm followed them (预警后被骗)',
  react: async ({ fact, recorded }, tools) => {
    const person = await tools.journal.load(WarnedPersons, idOfStream(recorded.stream));
    const { alertId } = fact.data;
    for (const { warningId } of person.state?.warnings ?? [])
      await onWarning(tools, commandOf('noteFraudAfterWarning', recorded, tools.now()), warningId, async (warning, context) => {
        const [alarm, before] = await Promise.all([
          tools.journal.load(ReadAlerts, alertId),
          tools.journal.load(WarningsBeforeAlarms, alertId),
        ]);
        // the victim is named anew when the alarm is handed over or put right, and the fact may come after the withdrawal
        if (alarm.state === undefined || statusOf(alarm.state) === 'withdrawn') return { decision: accept(), streams: [] };
        const decision = noteLoss(warning, { alertId, at: alarm.state.recordedAt }, context);
        return decision.kind === 'refusal' || decision.facts.length === 0
          ? { decision, streams: [] }
          : {
              decision: accept<Fact>(...decision.facts, ...noteBefore(before.state, warningId, context.now)),
              streams: [before],
              rests: [alarm],
            };
      });
  },
};

/** The facts by which an alarm is none, or is of another person. */
export const unwarningFacts = ['alert.withdrawn', 'victim.unnamed'] as const satisfies readonly FactType[];

type NoAlarm = FactOf<(typeof unwarningFacts)[number]>;

export function isUnwarning(fact: KnownFact): fact is NoAlarm {
  return unwarningFacts.some((type) => type === fact.type);
}

/** The alarm was none, or was of another person. */
export const takeBackFraudAfterWarning: Reaction<NoAlarm, CoordinationTools> = {
  name: 'takeBackFraudAfterWarning',
  does: 'takes back that an alarm followed a warning, if it was none or of another person',
  react: async ({ fact, recorded }, tools) => {
    const alertId = fact.type === 'alert.withdrawn' ? idOfStream(recorded.stream) : fact.data.alertId;
    const before = await tools.journal.load(WarningsBeforeAlarms, alertId);
    for (const warningId of before.state?.warnings ?? [])
      await onWarning(
        tools,
        commandOf('takeBackFraudAfterWarning', recorded, tools.now()),
        warningId,
        async (warning, context) => ({
          decision: withdrawLoss(warning, alertId, context),
          streams: [],
        }),
      );
  },
};

interface DecidedOn {
  readonly decision: Decision<Fact>;
  readonly streams: readonly AnyLoaded[];
  readonly rests?: readonly AnyLoaded[];
}

/** One append each, and the warning itself tells whether it was noted before. */
async function onWarning(
  tools: Platform,
  command: Command,
  warningId: string,
  decide: (warning: Warning, context: Context) => Promise<DecidedOn>,
): Promise<void> {
  await appendOnce(
    tools.journal,
    { ...command, id: `${command.id}/${warningId}` },
    async () => {
      const warning = await tools.journal.load(Warnings, warningId);
      if (warning.state === undefined) return refuse('NOT_FOUND');
      const { decision, streams, rests = [] } = await decide(warning.state, contextOf(tools));
      const plan = planFrom(decision, [warning, ...streams]);
      return restingOn(plan, rests);
    },
    { remember: false },
  );
}
