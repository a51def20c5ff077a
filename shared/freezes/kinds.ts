import * as z from 'zod';
import type { AuditedKind, DueKind } from '../journal/kind.ts';
import { districts } from '../kernel/context.ts';
import type { Thing } from '../kernel/thing.ts';
import type { FreezeRequest } from './model.ts';
import type { StopOrder } from './order/stop-order.ts';
import { FreezeRequests } from './request/freeze-requests.ts';
import { stalledOpening } from './request/open-parts.ts';

export function requestThing({ district, agency }: Pick<FreezeRequest, 'district' | 'agency'>): Thing {
  return { district, agencies: [agency] };
}

export const auditedRequest: AuditedKind<Pick<FreezeRequest, 'district' | 'agency' | 'alertId'>> = {
  stream: 'freeze-request',
  starts: 'frq_',
  timeline: 'shared',
  reader: {
    members: () => z.object({ district: z.enum(districts), agency: z.string(), alertId: z.string() }),
    thing: requestThing,
    alarm: ({ alertId }) => alertId,
  },
};

export const dueRequest: DueKind<FreezeRequest> = { type: FreezeRequests, due: stalledOpening };

/** The members of an order that decide who may see it. */
type SeenOrder = Pick<StopOrder, 'district' | 'agency'> & { readonly account: Pick<StopOrder['account'], 'bankId'> };

export function orderThing({ district, agency, account }: SeenOrder): Thing {
  return { district, agencies: [agency], addressedTo: account.bankId };
}

/**
 * An order or a request as the readers of its alarm see it: the agency and the district that asked for it go on working on it, and the police
 * of each district that may read the alarm read it.
 *
 * @param alert the thing of the alarm (`alertThing`)
 */
export function readWithAlert(thing: Thing, { district, alsoReadBy = [] }: Thing): Thing {
  return { ...thing, alsoReadBy: [...(district === undefined ? [] : [district]), ...alsoReadBy] };
}

export const auditedOrder: AuditedKind<SeenOrder & Pick<StopOrder, 'alertId'>> = {
  stream: 'order',
  starts: 'ord_',
  timeline: 'shared',
  reader: {
    members: () =>
      z.object({
        ...{ district: z.enum(districts), agency: z.string(), alertId: z.string() },
        account: z.object({ bankId: z.string() }),
      }),
    thing: orderThing,
    alarm: ({ alertId }) => alertId,
  },
};
