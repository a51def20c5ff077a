import { Screenings } from '../../shared/freezes/screening/streams.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { advanceOrder } from '../lookups/advance-order.ts';
import { advanceScreening } from '../lookups/advance-screening.ts';
import { dueKinds } from '../lookups/kinds.ts';
import { type DueStream, dueStream } from '../platform/advance-stream.ts';

/** Every kind of stream in the index `due`, and how what is due of one is noted. */
export const dueStreams: readonly DueStream[] = [
  { stream: StopOrders.name, advance: (platform, id) => advanceOrder(platform, id) },
  { stream: Screenings.name, advance: (platform, id) => advanceScreening(platform, id) },
  ...dueKinds.map(dueStream),
];
