import { directory } from '../../journal/keys.ts';
import type { StreamType } from '../../journal/stream.ts';
import { type Belief, lineIdOf, Standard, StandardFact, StandardLine, StandardLineFact } from './model.ts';

/** Standards by their id. They are found through their line. */
export const Standards: StreamType<Standard, StandardFact> = {
  name: 'standard',
  schemaVersion: 2,
  state: Standard,
  fact: StandardFact,
  evolve: (_before, fact) => fact.data,
  index: () => ({ entries: {}, card: {} }),
};

/** Lines of standards by criterion and place, all in one directory: a few dozen that rarely change. */
export const StandardLines: StreamType<StandardLine, StandardLineFact> = {
  name: 'standard-line',
  schemaVersion: 2,
  state: StandardLine,
  fact: StandardLineFact,
  evolve: evolveLine,
  index: ({ lineId, criterion, place }) => ({
    entries: { listing: directory('standard-line', lineId) },
    card: { lineId, criterion, place },
  }),
};

function evolveLine(before: StandardLine | undefined, { type, data }: StandardLineFact): StandardLine {
  const { criterion, place, at } = data;
  const line = before ?? { lineId: lineIdOf(criterion, place), criterion, place, beliefs: [] };
  switch (type) {
    case 'standard-line.reserved': {
      const { proposalId, effectiveFrom } = data;
      return { ...line, reserved: [...(line.reserved ?? []), { proposalId, effectiveFrom }] };
    }
    case 'standard-line.freed':
    case 'standard-line.barred':
      return withoutReserved(line, data.proposalId);
    case 'standard-line.entered': {
      const { standardId, effectiveFrom, effectiveTo, proposalId } = data;
      const free = proposalId === undefined ? line : withoutReserved(line, proposalId);
      return { ...free, beliefs: [...line.beliefs, beliefOf(standardId, effectiveFrom, effectiveTo, at)] };
    }
    case 'standard-line.ended': {
      const { standardId } = data;
      const held = line.beliefs.find((belief) => belief.standardId === standardId && belief.believedUntil === undefined);
      const next = held === undefined ? [] : [beliefOf(standardId, held.effectiveFrom, data.effectiveTo, at)];
      return { ...line, beliefs: [...givenUp(line, standardId, at), ...next] };
    }
    case 'standard-line.withdrawn':
      return { ...line, beliefs: givenUp(line, data.standardId, at) };
  }
}

function withoutReserved(line: StandardLine, proposalId: string): StandardLine {
  return line.reserved === undefined ? line : { ...line, reserved: line.reserved.filter((one) => one.proposalId !== proposalId) };
}

function beliefOf(standardId: string, effectiveFrom: string, effectiveTo: string | undefined, believedFrom: string): Belief {
  return { standardId, effectiveFrom, ...(effectiveTo === undefined ? {} : { effectiveTo }), believedFrom };
}

/** The beliefs, with those of this standard closed. */
function givenUp({ beliefs }: StandardLine, standardId: string, at: string): Belief[] {
  return beliefs.map((belief) =>
    belief.standardId === standardId && belief.believedUntil === undefined ? { ...belief, believedUntil: at } : belief,
  );
}
