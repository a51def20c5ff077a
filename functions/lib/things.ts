import type { Thing } from '../../shared/access/decide-access.ts';
import type { Alert } from '../../shared/alerts/model.ts';
import type { FreezeRequest } from '../../shared/freezes/model.ts';
import type { StopOrder } from '../../shared/freezes/stop-order.ts';

/** What of an alert decides who may know of it: its district, and the agency that raised it, which acted first. */
export function alertThing({ district, raisedBy }: Alert): Thing {
  return { district, agencies: [raisedBy] };
}

export function requestThing({ district, agency }: FreezeRequest): Thing {
  return { district, agencies: [agency] };
}

export function orderThing({ district, agency, account }: StopOrder): Thing {
  return { district, agencies: [agency], addressedTo: account.bankId };
}

export function bankThing(bankId: string): Thing {
  return { itself: bankId };
}
