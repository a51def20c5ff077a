import { fresh } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { accept } from '../../../shared/kernel/decision.ts';
import { lineIdOf } from '../../../shared/standards/standard/model.ts';
import { enactStandard } from '../../../shared/standards/standard/record-standard.ts';
import { StandardLines, Standards } from '../../../shared/standards/standard/streams.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

/** The day of a proposal has come: it takes its place in the line of each district that adopted it, once each. */
export const enterStandards: Reaction<FactOf<'proposal.enacted'>, CoordinationTools> = {
  name: 'enterStandards',
  does: 'enters the standard in the line of each district that adopted it; the earlier one ends the day before, nothing is overwritten',
  react: async ({ fact, recorded }, tools) => {
    const { proposalId, criterion, districts, effectiveFrom, content } = fact.data;
    const context = contextOf(tools);
    for (const district of districts) {
      const command = commandOf('enterStandards', recorded, context.now);
      await appendOnce(tools.journal, { ...command, id: `${command.id}/${district}` }, async () => {
        const line = await tools.journal.load(StandardLines, lineIdOf(criterion, district));
        const entry = { criterion, place: district, effectiveFrom, content, proposalId };
        const facts = enactStandard(line.state, entry, context);
        const standardId = facts.flatMap(({ type, data }) => (type === 'standard.recorded' ? [data.standardId] : []))[0];
        return planFrom(accept(...facts), standardId === undefined ? [line] : [fresh(Standards, standardId), line]);
      });
    }
  },
};
