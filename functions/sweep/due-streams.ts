import { Leads } from '../../shared/campaigns/lead/leads.ts';
import { Screenings } from '../../shared/freezes/screening/streams.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { ReturnRounds } from '../../shared/returns/streams.ts';
import { advanceLead } from '../lookups/advance-lead.ts';
import { advanceOrder } from '../lookups/advance-order.ts';
import { advanceReturn } from '../lookups/advance-round.ts';
import { advanceScreening } from '../lookups/advance-screening.ts';
import { dueKinds } from '../lookups/kinds.ts';
import { type DueStream, dueStream } from '../platform/advance-stream.ts';

/** Every kind of stream in the index `due`, and how what is due of one is noted. */
export const dueStreams: readonly DueStream[] = [
  { stream: StopOrders.name, advance: (platform, id) => advanceOrder(platform, id) },
  { stream: Screenings.name, advance: (platform, id) => advanceScreening(platform, id) },
  { stream: ReturnRounds.name, advance: (platform, id) => advanceReturn(platform, id) },
  { stream: Leads.name, advance: (platform, id) => advanceLead(platform, id) },
  ...dueKinds.map(dueStream),
];
