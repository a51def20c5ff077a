import * as z from 'zod';
import { CasePart } from '../cases/model.ts';
import { AgencyId, AlertId, CaseId, CaseItemId, MeetingId, ProposalId } from '../kernel/ids.ts';
import { prose, text } from '../kernel/people.ts';
import { Instant } from '../kernel/time.ts';
import { ProposeStandard } from '../standards/proposal/propose-standard.ts';

/** 定期会商, on matters that have come up since the last; 重大疑难案件会商, on one major or difficult case. */
export const consultationKinds = ['periodic', 'major-or-difficult'] as const;

/** How much one consultation holds, so that it stays one item of the table. */
export const limits = { parties: 12, exhibits: 150, evidenceRequests: 24, opinions: 200, actions: 30, clocks: 40 } as const;

function distinct<T>(items: readonly T[]): boolean {
  return new Set(items).size === items.length;
}

/** The answers to a question that yes and no do not fit: this charge or that (此罪彼罪), this place or that. */
const Options = z
  .array(text(80))
  .min(2)
  .max(8)
  .refine(distinct, 'must not name an option twice')
  .refine((options) => !options.includes('undecided'), 'must not name undecided: it is always there')
  .optional()
  .describe('The answers to choose from; absent: yes or no. That a question is undecided can always be said.');

/** A question (会商议题): on the nature of the act (行为定性), the evidence (证据), or a point of law (法律适用). */
export const Question = z.discriminatedUnion('topic', [
  z.strictObject({ topic: z.literal('nature-of-act'), text: prose(400), options: Options }),
  z.strictObject({ topic: z.literal('evidence'), text: prose(400), options: Options }),
  z.strictObject({
    topic: z.literal('law'),
    /** 明知 · 严重后果 · 罪名 · 管辖 */
    point: z.enum(['knowledge', 'serious-consequences', 'charge', 'jurisdiction']),
    text: prose(400),
    options: Options,
  }),
]);
export type Question = z.infer<typeof Question>;

/** Always possible: this evidence does not decide it. */
export const UNDECIDED = 'undecided';
const yesOrNo: readonly string[] = ['yes', 'no'];
/** An answer to a question: one of its options, or `undecided`. The question has the options. */
export const Position = text(80).describe('`yes`, `no`, or where the question has `options`, one of them; or `undecided`.');

/** The rule for an answer to a question. */
export const POSITION_RULE = 'must be an option of the question (yes or no where it has none), or undecided';

/** The possible answers to a question. */
export function answersTo({ options }: Pick<Question, 'options'>): readonly string[] {
  return [...(options ?? yesOrNo), UNDECIDED];
}

const Nth = z.int().positive().max(999);

/** Convenes a consultation (发起会商). */
export const Convene = z
  .strictObject({
    kind: z.enum(consultationKinds),
    title: text(120),
    caseIds: z.array(CaseId).max(5).refine(distinct, 'must not name a case twice').default([]),
    /** The agencies asked to take part, besides the one that convenes. */
    parties: z
      .array(AgencyId)
      .min(1)
      .max(limits.parties - 1),
    questions: z.array(Question).min(1).max(8),
    /** The proposal of a standard that the agencies consult on. */
    proposalId: ProposalId.optional(),
    /** The periodic meeting it is for. */
    meetingId: MeetingId.optional(),
  })
  .refine(({ kind, caseIds }) => kind === 'periodic' || caseIds.length > 0, {
    path: ['caseIds'],
    error: 'must name the case that is major or difficult',
  });
export type Convene = z.infer<typeof Convene>;

/** Names the party that may conclude in place of the convener (委托单位). One at a time; it has accepted. */
export const NameDeputy = z.strictObject({ agency: AgencyId, reason: prose(200) });
export type NameDeputy = z.infer<typeof NameDeputy>;

export const Reason = z.strictObject({ reason: prose(200) });
export type Reason = z.infer<typeof Reason>;

/** A piece of evidence by its place: a part of a case file, and in it an item. Its content stays in the case. */
export const ExhibitRef = z.strictObject({
  caseId: CaseId,
  part: CasePart,
  item: z.union([CaseItemId, AlertId]).optional(),
  note: prose(60).optional(),
});
export type ExhibitRef = z.infer<typeof ExhibitRef>;

/** Makes the next version of the evidence bundle (证据材料): the new items, and the numbers of those that leave. */
export const ChangeBundle = z
  .strictObject({
    add: z.array(ExhibitRef).max(100).default([]),
    remove: z.array(Nth).max(100).refine(distinct, 'must not name an exhibit twice').default([]),
  })
  .refine(({ add, remove }) => add.length + remove.length > 0, 'must add or remove something');
export type ChangeBundle = z.infer<typeof ChangeBundle>;

/** Asks a party for more evidence (补充证据) until a date. */
export const RequestEvidence = z.strictObject({
  from: AgencyId,
  text: prose(400),
  question: Nth.optional(),
  dueAt: Instant,
});
export type RequestEvidence = z.infer<typeof RequestEvidence>;

/** Answers such a request; `exhibits` are numbers in the bundle as it is now. */
export const AnswerRequest = z.strictObject({
  text: prose(600),
  exhibits: z.array(Nth).max(50).refine(distinct, 'must not name an exhibit twice').default([]),
});
export type AnswerRequest = z.infer<typeof AnswerRequest>;

/** Gives the agency's opinion (会商意见) on one question, on the version of the bundle that it read. */
export const GiveOpinion = z.strictObject({
  question: Nth,
  position: Position,
  text: prose(3_000),
  bundleVersion: z.int().nonnegative().max(9_999),
});
export type GiveOpinion = z.infer<typeof GiveOpinion>;

/** The answer to a question (会商结论意见), and the opinions that it rests on. */
export const Finding = z.strictObject({
  question: Nth,
  position: Position,
  text: prose(300).optional(),
  restsOn: z
    .array(Nth)
    .max(limits.parties)
    .refine(distinct, 'must not name an opinion twice')
    .optional()
    .describe('Numbers of the opinions that the finding rests on; absent: all that say the same.'),
  reason: prose(600).optional().describe('Why the convener finds what no opinion says. Without it such a finding is refused.'),
});
export type Finding = z.infer<typeof Finding>;

/** An action (议定事项), with the party that owes it, and its date. */
export const PlannedAction = z.strictObject({ text: prose(300), owner: AgencyId, dueAt: Instant });

/** What a conclusion proposes to change of a standard (标准修订建议). It becomes a proposal of its own. */
export const ProposalDraft = ProposeStandard.omit({ consultationId: true });

/** Concludes (形成会商纪要): minutes, a finding for each question, actions with owners, and perhaps a proposal of a standard. */
export const Conclude = z.strictObject({
  minutes: prose(4_000),
  findings: z.array(Finding).min(1).max(8),
  actions: z.array(PlannedAction).max(limits.actions).default([]),
  /** Parties that the conclusion did not wait for, and why. */
  excused: z
    .array(z.strictObject({ agency: AgencyId, reason: prose(200) }))
    .max(limits.parties)
    .default([]),
  proposal: ProposalDraft.optional(),
});
export type Conclude = z.infer<typeof Conclude>;

export const CompleteAction = z.strictObject({ note: prose(300).optional() });
export type CompleteAction = z.infer<typeof CompleteAction>;
