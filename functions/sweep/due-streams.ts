import { lapseApproval } from '../../shared/approvals/decide-approval.ts';
import { Approvals } from '../../shared/approvals/streams.ts';
import { endTest } from '../../shared/bank-tests/run-test.ts';
import { TestOrders } from '../../shared/bank-tests/streams.ts';
import { advanceShare, CaseShares } from '../../shared/cases/case-shares.ts';
import { advanceConsultation } from '../../shared/consultations/deadlines.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { advance as advanceListing } from '../../shared/listed-cases/deadlines.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { advanceMeeting } from '../../shared/meetings/run-meetings.ts';
import { Meetings } from '../../shared/meetings/streams.ts';
import { advance as advanceMeasure } from '../../shared/regional/measure/deadlines.ts';
import { RegionalMeasures } from '../../shared/regional/measure/measures.ts';
import { advance as advanceProposal } from '../../shared/standards/proposal/deadlines.ts';
import { Proposals } from '../../shared/standards/proposal/proposal-streams.ts';
import { advanceOrder } from '../lookups/advance-order.ts';
import { type DueStream, dueStream } from '../platform/advance-stream.ts';

/** Every kind of stream in the index `due`, with its deadlines. */
export const dueStreams: readonly DueStream[] = [
  { stream: StopOrders.name, advance: async (platform, id) => (await advanceOrder(platform, id))?.noted },
  dueStream(Proposals, advanceProposal),
  dueStream(CaseShares, advanceShare),
  dueStream(Consultations, advanceConsultation),
  dueStream(Meetings, advanceMeeting),
  dueStream(ListedCases, advanceListing),
  dueStream(RegionalMeasures, advanceMeasure),
  dueStream(Approvals, lapseApproval),
  dueStream(TestOrders, endTest),
];
