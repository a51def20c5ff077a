import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { beijingDay, dayEndingAt } from '../../shared/kernel/beijing.ts';
import { filled } from '../../shared/labels/filled.ts';
import type { Label } from '../../shared/labels/label.ts';
import { objectionText } from '../../shared/labels/objection-texts.ts';
import { district as districtLabels } from '../../shared/labels/people.ts';
import { holdsNothing } from '../../shared/objections/carried-out.ts';
import type { Objection } from '../../shared/objections/model.ts';

/** The measure that the person may be told of, and the name of the agency that ordered it. */
export interface Measure {
  readonly order: StopOrder;
  readonly authority: string;
}

/**
 * The texts to hand over (交付异议人的文书): the receipt, the reasons for the measure, and the further remedy.
 *
 * @param measure undefined if the office that hands them over may not know of it: then the words are the same as without an order
 */
export function textsOf(
  { reference, raisedAt, dueAt }: Pick<Objection, 'reference' | 'raisedAt' | 'dueAt'>,
  measure: Measure | undefined,
): { readonly receipt: Label; readonly measure: Label; readonly remedy: Label } {
  return {
    receipt: said(objectionText.receipt, { reference, day: beijingDay(raisedAt), due: dayEndingAt(dueAt) ?? beijingDay(dueAt) }),
    measure: measure === undefined ? objectionText.measure : measureText(measure),
    remedy: remedyText(measure),
  };
}

function measureText({ order, authority }: Measure): Label {
  const until = order.expiresAt === undefined ? undefined : beijingDay(order.expiresAt);
  if (holdsNothing(order)) return said(objectionText.over, { authority });
  return said(order.status === 'frozen' ? objectionText.frozen : objectionText.stopped, { authority, until });
}

function remedyText(measure: Measure | undefined): Label {
  if (measure === undefined) return said(objectionText.remedy, {});
  const { zh, en } = districtLabels[measure.order.district];
  const { remedy, procuratorate } = objectionText;
  return {
    zh: filled(remedy.zh, { procuratorate: filled(procuratorate.zh, { district: zh }) }),
    en: filled(remedy.en, { procuratorate: filled(procuratorate.en, { district: en }) }),
  };
}

function said({ zh, en }: Label, values: Readonly<Record<string, string | undefined>>): Label {
  return { zh: filled(zh, values), en: filled(en, values) };
}
