import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beijingDay, plusDays } from '../../shared/kernel/beijing.ts';
import { plus } from '../../shared/kernel/time.ts';
import { checkStandard } from '../../shared/standards/standard/check-standard.ts';
import { heldNow, inForce, overlap } from '../../shared/standards/standard/in-force.ts';
import type { StandardLine, StandardLineFact } from '../../shared/standards/standard/model.ts';
import { enactStandard, endStandard, recordStandard } from '../../shared/standards/standard/record-standard.ts';
import { StandardLines } from '../../shared/standards/standard/streams.ts';
import { context, id } from '../support/samples.ts';
import { administrator, content, recordInput } from '../support/standard-samples.ts';

const { newId } = context();
const at = (now: string) => context({ actor: administrator, now, newId });
const checked = checkStandard(content(250_000));
if (checked.kind === 'refusal') throw new Error(checked.code);
const sound = checked.content;
const START = '2026-01-05T02:00:00.000Z';
const HOURS = 3_600_000;

const day = fc.integer({ min: 0, max: 40 }).map((days) => plusDays('2026-01-01', days));
const step = fc.record({
  what: fc.constantFrom('record' as const, 'replace' as const, 'end' as const, 'enact' as const),
  from: day,
  to: fc.option(day, { nil: undefined }),
  which: fc.nat(5),
  hours: fc.integer({ min: 0, max: 60 }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** The facts of a line that follow from a step, with any outcome. */
function take(line: StandardLine | undefined, { what, from, to, which }: Step, now: string): readonly StandardLineFact[] {
  const held = line === undefined ? [] : heldNow(line);
  const standardId = held[which % Math.max(1, held.length)]?.standardId;
  const period = { effectiveFrom: from, ...(to === undefined ? {} : { effectiveTo: to }) };
  const all = (): readonly { readonly type: string }[] => {
    switch (what) {
      case 'record':
        return recordStandard(line, recordInput(period), at(now)).facts;
      case 'replace':
        return recordStandard(
          line,
          recordInput({ ...period, ...(standardId === undefined ? {} : { replaces: standardId }) }),
          at(now),
        ).facts;
      case 'enact':
        return enactStandard(
          line,
          { criterion: 'two-card-amount', place: 'haidian', effectiveFrom: from, content: sound, proposalId: id('prp', 1) },
          at(now),
        );
      case 'end': {
        if (standardId === undefined) return [];
        const standard = {
          ...sound,
          standardId,
          criterion: 'two-card-amount',
          place: 'haidian',
          recordedAt: now,
          recordedBy: 'x',
        } as const;
        return endStandard(line, { effectiveTo: from, reason: 'r' }, standard, at(now)).facts;
      }
    }
  };
  return all().flatMap((fact) => (fact.type.startsWith('standard-line.') ? [StandardLines.fact.parse(fact)] : []));
}

describe('after any records, replacements, ends and enactments', () => {
  test('no two standards that are held have a day in common, now or as believed on any day', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        let now = START;
        let line: StandardLine | undefined;
        for (const one of steps) {
          now = plus(now, one.hours * HOURS);
          const facts = take(line, one, now);
          // what was adopted makes others end, and takes none of them back
          if (one.what === 'enact') expect(facts.map(({ type }) => type)).not.toContain('standard-line.withdrawn');
          for (const fact of facts) line = StandardLines.state.parse(StandardLines.evolve(line, fact));
          const held = line === undefined ? [] : heldNow(line);
          for (const [place, belief] of held.entries()) {
            for (const other of held.slice(place + 1)) expect(overlap(belief, other)).toBe(false);
          }
        }
      }),
    );
  });

  test('a belief on a day that is over never changes', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 12 }),
        fc.array(day, { minLength: 1, maxLength: 4 }),
        (steps, days) => {
          let now = START;
          let line: StandardLine | undefined;
          const beliefs: { believedOn: string; asOf: string; standardId: string | undefined }[] = [];
          for (const one of steps) {
            now = plus(now, one.hours * HOURS);
            for (const fact of take(line, one, now)) line = StandardLines.evolve(line, fact);
            if (line === undefined) continue;
            const yesterday = plusDays(beijingDay(now), -1);
            for (const asOf of days)
              beliefs.push({ believedOn: yesterday, asOf, standardId: inForce(line, asOf, yesterday)?.standardId });
            for (const { believedOn, asOf, standardId } of beliefs)
              expect(inForce(line, asOf, believedOn)?.standardId).toBe(standardId);
          }
        },
      ),
    );
  });
});
