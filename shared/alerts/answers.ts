import * as z from 'zod';
import { Alert, AlertGrade, alertStatuses, HandedOver, NamedAlert, RaisedAlert, Withdrawal } from './model.ts';

/** The grade of an alarm says how grave it is (风险等级); the grade of a source, elsewhere, how sure it is: two words for two things. */
export const riskGrade = AlertGrade.describe('How grave the alarm is, 1 the gravest. `grade` is its older name.');

const status = z
  .enum(alertStatuses)
  .describe('`open` · `withdrawn`: police took it back · `duplicate`: another alarm stands for it (`joinedTo`).');
const corrections = z.int().nonnegative().describe('How often the report was put right; the history has what it said before.');

const Joined = NamedAlert.pick({ alertId: true, reference: true });

/** An alert as the police see it. */
export const AlertView = z.strictObject({
  ...RaisedAlert.shape,
  riskGrade,
  status,
  handedOver: HandedOver.optional().describe('The last time that it went to another district.'),
  corrections,
  correctedAt: Alert.shape.correctedAt,
  withdrawal: Withdrawal.optional(),
  joinedTo: Joined.optional().describe('The older alarm that stands for this duplicate: ask for stops there.'),
  duplicates: z.array(Joined).describe('The younger alarms that this one stands for.'),
});
export type AlertView = z.infer<typeof AlertView>;

/** What an index holds of an alert. Cards of earlier releases lack the members behind `lossFen`. */
export const AlertCard = z.object({
  ...RaisedAlert.pick({
    alertId: true,
    reference: true,
    grade: true,
    district: true,
    raisedBy: true,
    receivedAt: true,
    slaDueAt: true,
    fraudType: true,
    lossFen: true,
  }).shape,
  status: status.default('open'),
  corrections: corrections.default(0),
  handedOver: HandedOver.pick({ from: true, to: true, at: true }).optional(),
  formerDistricts: Alert.shape.formerDistricts,
});

/** What a list tells of an alert itself. */
export const ListedAlert = z.strictObject({
  ...AlertCard.omit({ formerDistricts: true }).shape,
  riskGrade,
  status,
  corrections,
});
