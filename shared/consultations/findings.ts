import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Conclusion, Consultation, OpinionLine } from './consultation.ts';
import { currentOpinions } from './give-opinion.ts';
import { answersTo, type Conclude, type Finding, POSITION_RULE, UNDECIDED } from './model.ts';

type Consulted = Pick<Consultation, 'questions' | 'opinions' | 'parties' | 'convener'>;

/** Each question has exactly one finding, with an answer that the question has: FINDING_MISSING, POSITION_UNKNOWN, or undefined. */
export function badFindings({ questions }: Consulted, { findings }: Conclude): Refusal | undefined {
  const found = findings.map(({ question }) => question).toSorted((a, b) => a - b);
  const complete = found.length === questions.length && found.every((question, i) => question === i + 1);
  if (!complete) return refuse('FINDING_MISSING', { paths: ['/findings'], questions: questions.length });
  const strange = findings.flatMap(({ question, position }, i) => {
    const asked = questions[question - 1];
    return asked !== undefined && answersTo(asked).includes(position) ? [] : [`/findings/${i}/position`];
  });
  return strange.length > 0 ? refuse('POSITION_UNKNOWN', { paths: strange, rule: POSITION_RULE }) : undefined;
}

/**
 * A finding rests on opinions that say the same. Only the convener may draw a finding that no opinion says, with a reason.
 *
 * @param concluding the agency that concludes
 * @returns FINDING_UNSUPPORTED with the places, or undefined
 */
export function badSupport(consulted: Consulted, { findings }: Conclude, concluding: string): Refusal | undefined {
  const byConvener = consulted.convener.agency === concluding;
  const paths = findings.flatMap((finding, i) => unsupported(consulted, finding, byConvener, `/findings/${i}`));
  return paths.length > 0 ? refuse('FINDING_UNSUPPORTED', { paths }) : undefined;
}

/** The place of a finding without a ground. */
function unsupported(consulted: Consulted, finding: Finding, byConvener: boolean, path: string): readonly string[] {
  const { position, restsOn, reason } = finding;
  const spoken = opinionsOn(consulted, finding.question);
  const same = spoken.filter((opinion) => opinion.position === position).map(({ n }) => n);
  const others = (restsOn ?? []).flatMap((n, i) => (same.includes(n) ? [] : [`${path}/restsOn/${i}`]));
  if (others.length > 0) return others;
  // opinions that differ leave the question open, whether or not one of them says so
  const split = new Set(spoken.map((opinion) => opinion.position)).size !== 1;
  const supported = restsOn === undefined ? same.length > 0 || (position === UNDECIDED && split) : restsOn.length > 0;
  if (supported) return [];
  return reason !== undefined && byConvener ? [] : [`${path}/${byConvener ? 'reason' : 'position'}`];
}

/** The findings as the journal keeps them: the opinions that each rests on, dissent, reservations, and silent parties. */
export function drawn(consulted: Consulted, findings: readonly Finding[]): Conclusion['findings'] {
  return findings.map((finding) => {
    const { question, position, restsOn } = finding;
    const spoken = opinionsOn(consulted, question);
    const numbers = (fits: (opinion: OpinionLine) => boolean) => spoken.filter(fits).map(({ n }) => n);
    const heard = new Set(spoken.map(({ by }) => by.agency));
    return {
      ...finding,
      restsOn: restsOn ?? numbers((opinion) => opinion.position === position),
      dissent: numbers((opinion) => dissents(opinion, position)),
      reserved: numbers((opinion) => opinion.position === UNDECIDED && position !== UNDECIDED),
      silent: consulted.parties.flatMap(({ agency, answer }) => (answer === 'accepted' && !heard.has(agency) ? [agency] : [])),
    };
  });
}

/** An opinion that says otherwise than the finding. An opinion that leaves the question open is not a dissent. */
function dissents({ position }: OpinionLine, found: string): boolean {
  return position !== UNDECIDED && position !== found;
}

function opinionsOn({ opinions }: Consulted, question: number): readonly OpinionLine[] {
  return currentOpinions(opinions).filter((opinion) => opinion.question === question);
}
