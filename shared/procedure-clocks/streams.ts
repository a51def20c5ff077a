import { dueShard } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { impossible } from '../kernel/impossible.ts';
import { nextCaseClocksMoment } from './case-clocks.ts';
import { lengthenedBy, type ProcedureClock, settledAs } from './clock.ts';
import { CaseClocks, CaseClocksFact } from './clocks-model.ts';

/** The terms of procedure of a case, by the id of the case; found by what is due next. */
export const ClocksOfCases: StreamType<CaseClocks, CaseClocksFact> = {
  name: 'case-clocks',
  schemaVersion: 1,
  state: CaseClocks,
  fact: CaseClocksFact,
  evolve: evolveCaseClocks,
  index: (state) => {
    const moment = nextCaseClocksMoment(state);
    return { entries: moment === undefined ? {} : { due: dueShard(state.caseId, moment) }, card: { caseId: state.caseId } };
  },
};

function evolveCaseClocks(before: CaseClocks | undefined, { type, data }: CaseClocksFact): CaseClocks {
  if (type === 'case-clocks.started') {
    const { caseId, reference, district, agencies, clock, by } = data;
    const clocks = [...(before?.clocks ?? []), { ...clock, startedBy: by.agency }];
    return { caseId, reference, district, agencies, clocks };
  }
  if (before === undefined) impossible('the clocks of a case begin with one that is started');
  const changed = (change: (clock: ProcedureClock) => ProcedureClock): CaseClocks => ({
    ...before,
    clocks: before.clocks.map((clock) => (clock.n === data.n ? change(clock) : clock)),
  });
  switch (type) {
    case 'case-clocks.extended':
      return changed((clock) => lengthenedBy(clock, data));
    case 'case-clocks.settled':
      return changed((clock) => settledAs(clock, data));
    case 'case-clocks.stopped':
      return changed((clock) => ({ ...clock, outcome: data.outcome, stoppedAt: data.at }));
    case 'case-clocks.warned':
      return changed((clock) => ({ ...clock, warned: true }));
    case 'case-clocks.expired':
      return changed((clock) => ({ ...clock, expired: true }));
  }
}
