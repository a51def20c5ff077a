import type { NotTaken } from '../alerts/model.ts';
import { inFuture } from '../kernel/clock.ts';
import type { Context, District } from '../kernel/context.ts';
import { accept, type Created, create, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { defined } from '../kernel/defined.ts';
import { impossible } from '../kernel/impossible.ts';
import { Phone } from '../kernel/people.ts';
import { referenceOf } from '../kernel/phone-reference.ts';
import { plainPhone } from '../kernel/plain-text.ts';
import { earlierOf, elapsed } from '../kernel/time.ts';
import type { ReceiveWarning } from './bodies.ts';
import { gradeOfClue, graver } from './grading.ts';
import { isKnownPhone, rungOf, stepsFor } from './ladder.ts';
import type { WarningFact } from './warning-facts.ts';
import {
  type Clue,
  type Rung,
  type WarnedPerson,
  type Warning,
  type WarningGrade,
  WarningSource,
  warningGrades,
  warningSources,
} from './warning-model.ts';

/** A clue as it came in, with the parts that could not be read. */
export interface ClueTaken extends ReceiveWarning {
  readonly notTaken?: NotTaken[] | undefined;
}

/** What is looked up for a clue. */
export interface KnownOfClue {
  /** Keyed hash of source and number. */
  readonly key: string;
  /** The district of the clue, or of the caller. */
  readonly district: District | undefined;
}

/**
 * Takes a clue of a person without an open warning (预警): grades it, starts its clock and its ladder.
 *
 * @returns `warning.received`, or WARNING_SOURCE_UNKNOWN, PHONE_FORM_UNKNOWN, DISTRICT_MISSING, TIME_IN_FUTURE, TIME_TOO_LONG_AGO
 */
export function receiveWarning(input: ClueTaken, known: KnownOfClue, context: Context): Created<WarningFact> {
  const read = readClue(input, known, context);
  if (read.kind === 'refusal') return read;
  const { clue, person } = read;
  const { now, actor, newId, policy } = context;
  const { district } = known;
  if (district === undefined) return refuse('DISTRICT_MISSING', { paths: ['/district'] });
  const warningId = newId('wrn');
  const grade = gradeOfClue(clue, policy, now);
  const { station, community, fraudType } = input;
  const rung = firstRung({ grade, person, messages: 0, ...defined({ community, fraudType }) }, context);
  return create(warningId, {
    type: 'warning.received',
    data: {
      ...{ at: now, warningId, reference: referenceOf('warning', district, now, warningId), district, grade, person },
      ...defined({ station, community, fraudType }),
      ...{ raisedBy: actor.agency, clue, rung },
    },
  });
}

/**
 * Takes a later clue of a person whose warning is open. The warning is the graver of the two; a clue that raises nothing changes no clock. A
 * raise begins the ladder of the new grade with its term, which ends no later than the one that ran.
 *
 * @returns `warning.joined`; no fact if the clue was taken before; the refusals of `receiveWarning`
 */
export function joinWarning(warning: Warning, input: ClueTaken, known: KnownOfClue, context: Context): Decision<WarningFact> {
  if (warning.clues.some(({ key }) => key === known.key)) return accept();
  const read = readClue(input, known, context);
  if (read.kind === 'refusal') return read;
  const { clue, person } = read;
  const { now, policy } = context;
  const grade = graver(warning.grade, gradeOfClue(clue, policy, now));
  const more = defined({
    name: warning.person.name === undefined ? person.name : undefined,
    idNumber: warning.person.idNumber === undefined ? person.idNumber : undefined,
  });
  const rung = grade === warning.grade ? undefined : rungForGrade(warning, grade, context);
  const { phone } = person;
  const isOther = plainPhone(phone) !== plainPhone(warning.person.phone);
  return accept({
    type: 'warning.joined',
    data: {
      ...{ at: now, clue: isOther ? { ...clue, phone } : clue },
      ...(grade === warning.grade ? {} : { grade }),
      ...(Object.keys(more).length === 0 ? {} : { person: more }),
      ...defined({ rung }),
    },
  });
}

/** The rung with which the ladder of a grade begins for this person. */
function firstRung(of: Parameters<typeof rungOf>[1], context: Context): Rung {
  const [step = impossible('a ladder has no step')] = stepsFor(of.grade, of.person.phone);
  return rungOf(step, of, context);
}

/**
 * The rung of a warning whose grade changes: the means in hand goes on, if the new ladder has it; else the first one of that ladder which was
 * not tried. Its term never ends later than the one that runs. Undefined if nothing changes.
 */
export function rungForGrade(warning: Warning, grade: WarningGrade, context: Context): Rung | undefined {
  const { rung, person, triedMeans } = warning;
  const steps = stepsFor(grade, person.phone);
  const isGraver = warningGrades.indexOf(grade) < warningGrades.indexOf(warning.grade);
  const stays = steps.some((step) => step.means === rung.means);
  if (stays && !isGraver) return undefined;
  const step = steps.find(({ means }) => !triedMeans.includes(means)) ?? steps.at(-1) ?? impossible('a ladder has no step');
  const next = rungOf(step, { ...warning, grade }, context);
  const { message } = rung;
  // what a provider carries already is not sent twice
  const kept = message !== undefined && step.means === rung.means ? { message } : {};
  return { ...next, ...kept, tries: step.means === rung.means ? rung.tries : 0, dueAt: earlierOf(next.dueAt, rung.dueAt) };
}

interface ReadClue {
  readonly kind: 'clue';
  readonly clue: Clue;
  readonly person: WarnedPerson;
}

function readClue(input: ClueTaken, { key }: KnownOfClue, { now, actor, policy }: Context): ReadClue | Refusal {
  const source = WarningSource.safeParse(input.source);
  if (!source.success) return refuse('WARNING_SOURCE_UNKNOWN', { paths: ['/source'], known: warningSources });
  const phone = Phone.safeParse(input.person.phone);
  if (!phone.success || !isKnownPhone(phone.data)) return refuse('PHONE_FORM_UNKNOWN', { paths: ['/person/phone'] });
  if (inFuture(input.seenAt, { now, policy })) return refuse('TIME_IN_FUTURE', { paths: ['/seenAt'] });
  if (elapsed(input.seenAt, now) > policy.amount('warning.max-age', now))
    return refuse('TIME_TOO_LONG_AGO', { paths: ['/seenAt'] });
  const { sourceRef, risk, signals, fraudType, seenAt, notTaken } = input;
  return {
    kind: 'clue',
    clue: {
      ...{ source: source.data, key, sourceRef, by: actor.agency, risk, signals, seenAt, takenAt: now },
      ...defined({ fraudType, notTaken }),
    },
    person: { ...input.person, phone: phone.data },
  };
}
