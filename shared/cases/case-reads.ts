import * as z from 'zod';
import { OpenedAs } from '../evidence-files/model.ts';
import type { StreamType } from '../journal/stream.ts';
import type { Actor, Context } from '../kernel/context.ts';
import { AgencyId, CaseId, CaseItemId, ConsultationId, EvidenceFileId, GrantId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { type Case, CasePart, caseParts } from './model.ts';
import { grantsFor, holdsCase, partsVisible } from './visibility.ts';

/** The parts of a case that a look can be at. */
export const lookedAt = [
  ...(['case', 'timeline', 'audit', 'consultation', 'fund-graph', 'search', 'file'] as const),
  ...(['money-back', 'statement', 'objections'] as const),
] as const;
export type LookedAt = (typeof lookedAt)[number];

/**
 * A look that another agency took (查阅记录): at what, at which parts, and on what ground. `grant`: the case was shared with them, for the
 * purposes named · `office`: they are the police of the district or of the city, whose case it is by their office. Taking part in a
 * consultation is not a ground: a party sees evidence there (`consultation`) on one of these two grounds, and the look also names the
 * consultation. `search`: the agency found the case by a part that is shared with it, a person or the number of the filing; or by its id or its
 * reference, and then it was shown no part. `file`: it looked at the files of a piece of evidence; `as` says that it opened one.
 */
export const CaseRead = z.strictObject({
  at: UtcInstant,
  caseId: CaseId,
  agency: AgencyId,
  subject: z.string(),
  what: z.enum(lookedAt),
  parts: z.array(CasePart),
  ground: z.enum(['grant', 'office']),
  grants: z.array(z.strictObject({ grantId: GrantId, purpose: z.string() })),
  /** The consultation in which it was looked at as evidence. */
  consultationId: ConsultationId.optional(),
  /** The piece of evidence whose files were looked at, and the one file, if it was one. */
  itemId: CaseItemId.optional(),
  fileId: EvidenceFileId.optional(),
  /** How the file was opened. Absent if only its name was shown. */
  as: OpenedAs.optional(),
});
export type CaseRead = z.infer<typeof CaseRead>;

export const CaseReadFact = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('case-reads.noted'), data: CaseRead }),
]);
export type CaseReadFact = z.infer<typeof CaseReadFact>;

const Reads = z.strictObject({ caseId: CaseId, count: z.int().positive(), lastAt: UtcInstant });
type Reads = z.infer<typeof Reads>;

/**
 * The looks that other agencies took at a case, by the case's id. A stream of its own beside the case: a look changes nothing of
 * the case, so it must not make an officer's version stale; the append that notes it requires the case to be at the version that
 * was looked at.
 */
export const CaseReads: StreamType<Reads, CaseReadFact> = {
  name: 'case-reads',
  schemaVersion: 1,
  state: Reads,
  fact: CaseReadFact,
  evolve: (before, { data: { caseId, at } }) => ({ caseId, count: (before?.count ?? 0) + 1, lastAt: at }),
  index: () => ({ entries: {}, card: {} }),
};

/** What is looked at of a file: its piece of evidence, which one, how it is opened, and in which consultation. */
interface FileLook {
  readonly what: 'file';
  readonly itemId: string;
  readonly fileId?: string;
  readonly as?: OpenedAs;
  readonly consultationId?: string | undefined;
}

/** What a reader looks at: the case itself, those of its parts that hold evidence of a consultation, those by which a search found it, none if by its name, or files. */
export type Look =
  | FileLook
  | { readonly what: Exclude<LookedAt, 'consultation' | 'search' | 'file'> }
  | { readonly what: 'search'; readonly parts: readonly CasePart[] }
  | { readonly what: 'consultation'; readonly consultationId: string; readonly parts: readonly CasePart[] };

/**
 * The fact that an actor looked at the case, to be recorded before they get the answer.
 *
 * @returns no fact if the actor's own agency answers for the case
 */
export function readNoted(
  fraudCase: Pick<Case, 'caseId' | 'status' | 'grants' | 'agencies' | 'district'>,
  look: Look,
  { now, actor }: Pick<Context, 'now' | 'actor'>,
): CaseReadFact | undefined {
  if (fraudCase.agencies.includes(actor.agency)) return undefined;
  const { caseId } = fraudCase;
  const { agency, subject } = actor satisfies Actor;
  const byOffice = holdsCase(fraudCase, actor);
  const shown = partsShownOf(look);
  const parts = partsVisible(fraudCase, actor, now).filter((part) => shown.includes(part));
  /** Every share lets its receiver know that there is the case. */
  const isByName = look.what === 'search' && shown.length === 0;
  const used = byOffice
    ? []
    : grantsFor(fraudCase, actor, now).filter((grant) => isByName || grant.parts.some((part) => parts.includes(part)));
  return {
    type: 'case-reads.noted',
    data: {
      ...{ at: now, caseId, agency, subject, what: look.what, parts, ground: byOffice ? 'office' : 'grant' },
      grants: used.map(({ grantId, purpose }) => ({ grantId, purpose })),
      ...detailOf(look),
    },
  };
}

/** What the record of a look says beyond its parts and its ground. */
function detailOf(look: Look): Pick<CaseRead, 'consultationId' | 'itemId' | 'fileId' | 'as'> {
  if (look.what === 'consultation') return { consultationId: look.consultationId };
  if (look.what !== 'file') return {};
  const { what: _, consultationId, ...file } = look;
  return { ...file, ...(consultationId === undefined ? {} : { consultationId }) };
}

/** The parts that such a look can show; it shows those of them that the viewer may see. */
function partsShownOf(look: Look): readonly CasePart[] {
  if (look.what === 'consultation' || look.what === 'search') return look.parts;
  if (look.what === 'file') return ['evidence'];
  if (look.what === 'fund-graph' || look.what === 'statement') return ['money', 'persons'];
  if (look.what === 'money-back') return ['money'];
  if (look.what === 'objections') return ['objections'];
  return look.what === 'timeline' ? ['timeline'] : caseParts;
}
