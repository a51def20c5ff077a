import type { Actor } from '../kernel/context.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Consultation, Exhibit, Signatory } from './consultation.ts';
import { type ConsultationCommand, consultationLifecycle } from './consultation-lifecycle.ts';
import { limits } from './model.ts';

/** Which of a consultation's requests, actions or clocks a command is about: the number in its path. */
export interface Numbered {
  readonly n: number;
}

export function signatoryOf({ agency, subject }: Actor): Signatory {
  return { agency, subject };
}

/** The refusal of a command that the lifecycle does not allow now. */
export function forbidden({ status }: Consultation, command: ConsultationCommand): Refusal | undefined {
  return consultationLifecycle.refusal(status, command);
}

/** The refusal of one more when the consultation is full. */
export function full(what: keyof typeof limits, count: number): Refusal | undefined {
  const limit = limits[what];
  return count > limit ? refuse('CONSULTATION_FULL', { what, limit }) : undefined;
}

/** Whether the agency takes part: it convened, or it accepted. */
export function takesPart({ parties }: Pick<Consultation, 'parties'>, agency: string): boolean {
  return parties.some((party) => party.agency === agency && party.answer === 'accepted');
}

/** The content of a version of the bundle. */
export function bundleAt({ exhibits }: Pick<Consultation, 'exhibits'>, version: number): readonly Exhibit[] {
  return exhibits.filter(({ since, until }) => since <= version && (until === undefined || version < until));
}

/** The places among these numbers that are not in the present bundle, as paths under `field`. */
export function notInBundle(consultation: Consultation, numbers: readonly number[], field: string): readonly string[] {
  const current = new Set(bundleAt(consultation, consultation.bundleVersion).map(({ n }) => n));
  return numbers.flatMap((n, i) => (current.has(n) ? [] : [`${field}/${i}`]));
}
