import { describe, test } from 'vitest';
import { recordStandard } from '../../shared/standards/standard/record-standard.ts';
import { StandardLines } from '../../shared/standards/standard/streams.ts';
import { given } from '../support/given.ts';
import { context } from '../support/samples.ts';
import { administrator, recordInput } from '../support/standard-samples.ts';

const { newId } = context();
const at = (now: string) => context({ actor: administrator, now, newId });
const START = '2026-01-05T02:00:00.000Z';

describe('one line', () => {
  const first = recordStandard(undefined, recordInput(), at(START)).facts.filter((fact) =>
    fact.type.startsWith('standard-line.'),
  );
  const lineFacts = first.flatMap((fact) => (fact.type === 'standard-line.entered' ? [fact] : []));
  const [entered] = lineFacts;
  if (entered === undefined) throw new Error('nothing was entered');

  test('a standard that replaces another ends it the day before', () => {
    given(StandardLines, entered)
      .when((line) =>
        recordStandard(
          line,
          recordInput({ effectiveFrom: '2024-01-01', replaces: entered.data.standardId }),
          at('2026-02-01T00:00:00.000Z'),
        ),
      )
      .thenFacts(
        { type: 'standard.recorded' },
        { type: 'standard-line.ended', data: { standardId: entered.data.standardId, effectiveTo: '2023-12-31' } },
        { type: 'standard-line.entered', data: { effectiveFrom: '2024-01-01' } },
      );
  });

  test('a standard that begins no later takes it back altogether', () => {
    given(StandardLines, entered)
      .when((line) => recordStandard(line, recordInput({ replaces: entered.data.standardId }), at('2026-02-01T00:00:00.000Z')))
      .thenFacts({ type: 'standard.recorded' }, { type: 'standard-line.withdrawn' }, { type: 'standard-line.entered' });
  });

  test('a standard that is over before keeps the days it had', () => {
    const over = { ...entered, data: { ...entered.data, effectiveTo: '2022-12-31' } };
    given(StandardLines, over)
      .when((line) =>
        recordStandard(
          line,
          recordInput({ effectiveFrom: '2024-01-01', replaces: entered.data.standardId }),
          at('2026-02-01T00:00:00.000Z'),
        ),
      )
      .thenFacts({ type: 'standard.recorded' }, { type: 'standard-line.entered', data: { effectiveFrom: '2024-01-01' } });
  });

  test('a second one is refused, and the refusal names the one in the way', () => {
    given(StandardLines, entered)
      .when((line) => recordStandard(line, recordInput({ effectiveFrom: '2024-01-01' }), at('2026-02-01T00:00:00.000Z')))
      .thenRefused('STANDARD_OVERLAP', { standards: [entered.data.standardId] });
  });
});
