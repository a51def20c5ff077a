import { lapseApproval } from '../../shared/approvals/decide-approval.ts';
import { Approvals } from '../../shared/approvals/streams.ts';
import { endTest } from '../../shared/bank-tests/run-test.ts';
import { TestOrders } from '../../shared/bank-tests/streams.ts';
import { advanceShare, CaseShares } from '../../shared/cases/case-shares.ts';
import { advanceConsultation } from '../../shared/consultations/deadlines.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { advance as advanceListing } from '../../shared/listed-cases/timetable.ts';
import { advanceMeeting } from '../../shared/meetings/run-meetings.ts';
import { Meetings } from '../../shared/meetings/streams.ts';
import { advance as advanceMeasure } from '../../shared/regional/measure/measure-timetable.ts';
import { RegionalMeasures } from '../../shared/regional/measure/measures.ts';
import { Proposals } from '../../shared/standards/proposal/proposal-streams.ts';
import { advance as advanceProposal } from '../../shared/standards/proposal/proposal-timetable.ts';
import { advanceOrder } from '../lookups/advance-order.ts';
import { type Timetable, timetableOf } from '../platform/advance-stream.ts';

/** Every kind of stream in the index `due`, with its timetable. */
export const timetables: readonly Timetable[] = [
  { stream: StopOrders.name, advance: async (platform, id) => (await advanceOrder(platform, id))?.noted },
  timetableOf(Proposals, advanceProposal),
  timetableOf(CaseShares, advanceShare),
  timetableOf(Consultations, advanceConsultation),
  timetableOf(Meetings, advanceMeeting),
  timetableOf(ListedCases, advanceListing),
  timetableOf(RegionalMeasures, advanceMeasure),
  timetableOf(Approvals, lapseApproval),
  timetableOf(TestOrders, endTest),
];
