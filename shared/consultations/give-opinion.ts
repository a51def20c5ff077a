import { createHash } from 'node:crypto';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { Consultation, OpinionLine } from './consultation.ts';
import type { ConsultationFact } from './consultation-facts.ts';
import { answersTo, type GiveOpinion, POSITION_RULE } from './model.ts';
import type { OpinionFact } from './opinion.ts';
import { forbidden, full, signatoryOf } from './standing.ts';

/**
 * Gives an agency's opinion on a question, with the person who signs it, the hash of its text, and the version of the bundle that was read.
 * Only a newer opinion of the same agency on the same question replaces it; the older one is kept. The newer one must have read at least as
 * much as the older one. It may be on a version that is no longer the latest; then it is shown as outdated. An identical opinion again is
 * the same one.
 *
 * @param opened the exhibits of that version of which the person who signs has opened files: the opinion says so
 * @returns `consultation.opinion-given` and `opinion.signed`, or CONSULTATION_STATE_FORBIDS, QUESTION_UNKNOWN, POSITION_UNKNOWN,
 *   BUNDLE_VERSION_UNKNOWN, OPINION_ON_OLDER_BUNDLE with the version read before, CONSULTATION_FULL
 */
export function giveOpinion(
  consultation: Consultation,
  input: GiveOpinion,
  opened: readonly number[],
  { actor, now }: Context,
): Decision<ConsultationFact | OpinionFact> {
  const refusal = forbidden(consultation, 'giveOpinion');
  if (refusal !== undefined) return refusal;
  const { consultationId, questions, bundleVersion: current, opinions } = consultation;
  const { question, position, text, bundleVersion } = input;
  const asked = questions[question - 1];
  if (asked === undefined) return refuse('QUESTION_UNKNOWN', { paths: ['/question'] });
  if (!answersTo(asked).includes(position)) return refuse('POSITION_UNKNOWN', { paths: ['/position'], rule: POSITION_RULE });
  // An agency cannot have read a bundle that does not exist yet. Once there is a bundle, an opinion cannot be from before it.
  if (bundleVersion > current || (bundleVersion === 0 && current > 0))
    return refuse('BUNDLE_VERSION_UNKNOWN', { paths: ['/bundleVersion'], current });
  const textHash = createHash('sha256').update(text).digest('hex');
  const older = currentOpinions(opinions).find((one) => one.question === question && one.by.agency === actor.agency);
  if (older !== undefined && isSame(older, { by: signatoryOf(actor), position, bundleVersion, textHash })) return accept();
  if (older !== undefined && bundleVersion < older.bundleVersion)
    return refuse('OPINION_ON_OLDER_BUNDLE', { paths: ['/bundleVersion'], read: older.bundleVersion });
  const n = opinions.length + 1;
  const tooMany = full('opinions', n);
  if (tooMany !== undefined) return tooMany;
  const opinion = { n, question, by: signatoryOf(actor), at: now, position, bundleVersion, textHash };
  return accept<ConsultationFact | OpinionFact>(
    {
      type: 'consultation.opinion-given',
      data: { at: now, opinion, ...(older === undefined ? {} : { supersedes: older.n }) },
    },
    { type: 'opinion.signed', data: { at: now, opinion: { consultationId, ...opinion, text, opened: [...opened] } } },
  );
}

/** The opinions that stand: no newer one of the same agency on the same question has come. */
export function currentOpinions(opinions: readonly OpinionLine[]): readonly OpinionLine[] {
  return opinions.filter(({ supersededBy }) => supersededBy === undefined);
}

type Said = Pick<OpinionLine, 'by' | 'position' | 'bundleVersion' | 'textHash'>;

function isSame(one: Said, other: Said): boolean {
  return (
    one.by.subject === other.by.subject &&
    one.position === other.position &&
    one.bundleVersion === other.bundleVersion &&
    one.textHash === other.textHash
  );
}
