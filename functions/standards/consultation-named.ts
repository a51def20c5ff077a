import { Seats, seatId } from '../../shared/consultations/seats.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { type Refusal, refuse } from '../../shared/kernel/decision.ts';

/**
 * Why a body cannot refer to this consultation: it does not exist, or the caller's agency was not asked to it. The refusal does not say
 * which.
 *
 * @returns NOT_FOUND, or undefined, also if the body names none
 */
export async function strangeConsultation(
  journal: Journal,
  consultationId: string | undefined,
  { agency }: Actor,
): Promise<Refusal | undefined> {
  if (consultationId === undefined) return undefined;
  const { state } = await journal.load(Seats, seatId(consultationId, agency));
  return state === undefined ? refuse('NOT_FOUND', { paths: ['/consultationId'] }) : undefined;
}
