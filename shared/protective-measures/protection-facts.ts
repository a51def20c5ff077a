import * as z from 'zod';
import { Declined } from '../bank-questions/question/model.ts';
import { fact } from '../kernel/fact.ts';
import { InstructionId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { ProtectedPlace, ProtectiveMeasure } from './model.ts';

const { at: _joined, ...joined } = ProtectiveMeasure.shape.joined.element.shape;
const { at: _prolonged, declined: _declined, ...prolonged } = ProtectiveMeasure.shape.prolonged.element.shape;
const { at: _lifted, ...lift } = ProtectiveMeasure.shape.lift.unwrap().shape;

/** Everything that can happen to a protective measure. `at` is when it was recorded. */
export const ProtectionFact = z.discriminatedUnion('type', [
  fact('protective-measure.requested', {
    ...ProtectiveMeasure.pick({ protectionId: true, bankId: true, account: true, accountKey: true, person: true }).shape,
    ...ProtectiveMeasure.pick({ kind: true, limitFen: true, ground: true, consent: true, approvalId: true }).shape,
    ...ProtectiveMeasure.pick({ warningId: true, district: true, agency: true, officer: true, by: true }).shape,
    ...ProtectiveMeasure.pick({ until: true, instructionId: true }).shape,
  }),
  /** The same was asked for while it stood. */
  fact('protective-measure.joined', joined),
  fact('protective-measure.put-in-force', {}),
  fact('protective-measure.declined', Declined.shape),
  fact('protective-measure.prolonged', { ...prolonged, instructionId: InstructionId }),
  /** The bank said that it cannot keep it up for longer; `until`: the end that holds now. */
  fact('protective-measure.prolonging-declined', { ...Declined.shape, instructionId: InstructionId, until: UtcInstant }),
  /** It does so after all; `until`: the end that holds now. */
  fact('protective-measure.prolonging-done', { instructionId: InstructionId, until: UtcInstant }),
  fact('protective-measure.lift-ordered', lift),
  fact('protective-measure.lift-refused', Declined.shape),
  fact('protective-measure.lifted', {}),
  fact('protective-measure.expired', {}),
]);
export type ProtectionFact = z.infer<typeof ProtectionFact>;
export type ProtectionFactType = ProtectionFact['type'];

export const ProtectedPlaceFact = z.discriminatedUnion('type', [fact('protected-place.taken', ProtectedPlace.shape)]);
export type ProtectedPlaceFact = z.infer<typeof ProtectedPlaceFact>;
