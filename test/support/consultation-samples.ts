import type { CaseFact } from '../../shared/cases/case-facts.ts';
import type { Case } from '../../shared/cases/model.ts';
import type { Consultation } from '../../shared/consultations/consultation.ts';
import type { ConsultationFact } from '../../shared/consultations/consultation-facts.ts';
import { convene } from '../../shared/consultations/convene.ts';
import type { CasesKnown } from '../../shared/consultations/evidence-visible.ts';
import { giveOpinion } from '../../shared/consultations/give-opinion.ts';
import type { Conclude, Convene, GiveOpinion } from '../../shared/consultations/model.ts';
import { acceptInvitation } from '../../shared/consultations/respond.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import type { Actor, Context } from '../../shared/kernel/context.ts';
import type { Decision, Fact } from '../../shared/kernel/decision.ts';
import { caseFacts, caseIdOf, caseWith, haidian as haidianOfficer, prosecutor } from './case-samples.ts';
import { stateOf } from './given.ts';
import { context, hour } from './samples.ts';

/** The agencies that consult: the bureau that convenes, its prosecutors, a court; and a procuratorate that was not asked. */
export const police: Actor = { ...haidianOfficer, roles: ['supervisor'], subject: 'he' };
export { prosecutor };
export const judge: Actor = {
  agency: 'court-haidian',
  agencyKind: 'court',
  district: 'haidian',
  roles: ['judge'],
  subject: 'song',
};
export const outsider: Actor = { ...prosecutor, agency: 'procuratorate-miyun', district: 'miyun', subject: 'lu' };

export const caseId = caseIdOf('cas', 1);
export const victim = caseIdOf('itm', 1);
export const suspect = caseIdOf('itm', 2);

/** The case consulted on: two persons, its summary and persons shared with the prosecutors until a day after the alarm. */
export function sharedCase(...more: readonly CaseFact[]): Case {
  const granted = caseFacts.shared({ parts: ['summary', 'persons'] });
  return caseWith(caseFacts.personAdded(1, 'victim'), caseFacts.personAdded(2, 'suspect'), granted, ...more);
}

export function known(...files: readonly Case[]): CasesKnown {
  return new Map(files.map((file) => [file.caseId, file]));
}

export const cases = known(sharedCase());

export function conveneInput(over: Partial<Convene> = {}): Convene {
  return {
    kind: 'major-or-difficult',
    title: '两卡案件明知认定',
    caseIds: [caseId],
    parties: [prosecutor.agency, judge.agency],
    questions: [
      { topic: 'law', point: 'knowledge', text: '是否明知' },
      { topic: 'evidence', text: '资金是否查清' },
    ],
    ...over,
  };
}

export function opinionInput(over: Partial<GiveOpinion> = {}): GiveOpinion {
  return { question: 1, position: 'yes', text: '聊天记录足以认定', bundleVersion: 0, ...over };
}

/** The opinion on the second question, which is left open. */
export const onSecond = opinionInput({ question: 2, position: 'undecided' });

export function concludeInput(over: Partial<Conclude> = {}): Conclude {
  return {
    minutes: '一致认为足以认定。\n法院保留意见。',
    findings: [
      { question: 1, position: 'yes' },
      { question: 2, position: 'undecided' },
    ],
    actions: [{ text: '补充第三张卡流水', owner: police.agency, dueAt: hour(240) }],
    excused: [],
    ...over,
  };
}

/** As `context`, of another actor at some hour after the alarm. */
export function by(actor: Actor, hours = 1, over: Partial<Context> = {}): Context {
  return context({ actor, now: hour(hours), ...over });
}

type Step = (consultation: Consultation) => Decision<Fact>;

/** The facts of a consultation that was convened and then went through these steps, each of which must be accepted. */
export function played(...steps: readonly Step[]): readonly [ConsultationFact, ...ConsultationFact[]] {
  const [first] = own(convene(conveneInput(), cases, by(police)));
  if (first === undefined) throw new Error('nothing was convened');
  const later: ConsultationFact[] = [];
  for (const step of steps) later.push(...own(step(consultationWith(first, ...later))));
  return [first, ...later];
}

export function consultationWith(...facts: readonly ConsultationFact[]): Consultation {
  const state = stateOf(Consultations, ...facts);
  if (state === undefined) throw new Error('a consultation with facts has a state');
  return state;
}

function own(decision: Decision<Fact>): readonly ConsultationFact[] {
  if (decision.kind === 'refusal') throw new Error(`refused: ${decision.code}`);
  return decision.facts.filter(({ type }) => type.startsWith('consultation.')).map((fact) => Consultations.fact.parse(fact));
}

/** Steps that most tests begin with. */
export const steps = {
  accepted:
    (actor: Actor = prosecutor) =>
    (state: Consultation) =>
      acceptInvitation(state, by(actor, 2)),
  opinion:
    (actor: Actor = prosecutor, over: Partial<GiveOpinion> = {}) =>
    (state: Consultation) =>
      giveOpinion(state, opinionInput(over), [], by(actor, 3)),
} as const;

/** The prosecutors take part and have said what they think on both questions; the police have on the first. */
export const deliberated = [
  steps.accepted(),
  steps.opinion(prosecutor, { position: 'no' }),
  steps.opinion(police),
  steps.opinion(prosecutor, onSecond),
] as const;
