import { victimKeys } from '../../shared/alerts/victim.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { applied } from '../../shared/journal/split-facts.ts';
import { type Change, change, fresh, type Loaded } from '../../shared/journal/stream.ts';
import type { Plan } from '../../shared/journal/transact.ts';
import { keyedHash } from '../../shared/kernel/canonical.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Fact, Refusal } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { plainText } from '../../shared/kernel/plain-text.ts';
import { isPlaceholder, plainReference } from '../../shared/kernel/reference.ts';
import { nameWarned, type WarnedPersonFact, type WarnedPersonRecord, WarnedPersons } from '../../shared/warnings/person.ts';
import { Warnings } from '../../shared/warnings/streams.ts';
import { type ClueTaken, joinWarning, type KnownOfClue, receiveWarning } from '../../shared/warnings/take-clue.ts';
import type { ClueOutcomeName } from '../../shared/warnings/views.ts';
import type { WarningFact } from '../../shared/warnings/warning-facts.ts';
import type { Warning } from '../../shared/warnings/warning-model.ts';
import type { ApiTools } from '../platform/api-tools.ts';

type LoadedWarning = Loaded<Warning, WarningFact>;
type LoadedPerson = Loaded<WarnedPersonRecord, WarnedPersonFact>;

/**
 * The attempts to take a clue, for `carryOut`: it begins a warning, joins the person's open one, or was taken before. The warning and what
 * its marks lead to are saved together, so of two clues of one person at the same instant one begins the warning and the other joins.
 *
 * @param answer made of what became of the clue
 */
export function takingClue(
  { journal, dataKeys }: ApiTools,
  input: ClueTaken,
  context: Context,
  answer: (outcome: ClueOutcomeName, warning: Warning) => StoredAnswer,
): () => Promise<Plan | Refusal<Fact>> {
  return async () => {
    const { victims: secret } = await dataKeys();
    const marks = [...victimKeys(secret, input.person).keys()];
    const persons = marks.length === 0 ? [] : await journal.loadMany(WarnedPersons, marks);
    const ids = new Set(
      // closed ones, too: a clue that comes again may belong to one of them
      persons.flatMap(({ state }) => (state?.warnings ?? []).map(({ warningId }) => warningId)),
    );
    const warnings = ids.size === 0 ? [] : await journal.loadMany(Warnings, [...ids]);
    const known: KnownOfClue = { key: keyOfClue(secret, input, context), district: input.district ?? context.actor.district };
    const before = warnings.find(({ state }) => state?.clues.some(({ key }) => key === known.key));
    if (before?.state !== undefined) return { kind: 'plan', changes: [], answer: answer('known', before.state) };
    const open = openWarningsOf(warnings, input.person);
    return open === undefined
      ? beginning(input, known, context, persons, answer)
      : joining(open, input, known, context, persons, answer);
  };
}

/** The open warning that stands for the person, and another one that turns out to be of the same person. */
interface OpenWarnings {
  readonly stands: LoadedWarning;
  readonly same?: LoadedWarning | undefined;
}

/**
 * The number of the document says who a person is; the phone does where a clue or a warning has none. One phone with two documents is that of
 * two persons.
 */
function openWarningsOf(warnings: readonly LoadedWarning[], person: ClueTaken['person']): OpenWarnings | undefined {
  const open = warnings.filter(({ state }) => state !== undefined && state.status !== 'closed');
  const documentOf = (one: LoadedWarning) => one.state?.person.idNumber;
  const isSame = (a: string | undefined, b: string | undefined) =>
    a === undefined || b === undefined || plainText(a) === plainText(b);
  const fitting = open.filter((one) => isSame(documentOf(one), person.idNumber));
  const [first, second] = fitting.toSorted((a, b) => Number(documentOf(b) !== undefined) - Number(documentOf(a) !== undefined));
  if (first === undefined) return undefined;
  // only a clue with a document tells that two warnings are of one person
  return { stands: first, same: person.idNumber === undefined ? undefined : second };
}

function beginning(
  input: ClueTaken,
  known: KnownOfClue,
  context: Context,
  persons: readonly LoadedPerson[],
  answer: (outcome: ClueOutcomeName, warning: Warning) => StoredAnswer,
): Plan | Refusal<Fact> {
  const decision = receiveWarning(input, known, context);
  if (decision.kind === 'refusal') return decision;
  const { made, facts } = decision;
  const warning = fresh(Warnings, made);
  const begun = applied(warning, facts).state ?? impossible('a warning was received and left no state');
  const [first = impossible('a warning begins with a fact'), ...rest] = facts;
  return {
    kind: 'plan',
    changes: [change(warning, first, ...rest), ...naming(persons, made, context.now)],
    answer: answer('received', begun),
  };
}

function joining(
  { stands, same }: OpenWarnings,
  input: ClueTaken,
  known: KnownOfClue,
  context: Context,
  persons: readonly LoadedPerson[],
  answer: (outcome: ClueOutcomeName, warning: Warning) => StoredAnswer,
): Plan | Refusal<Fact> {
  const warning = stands.state ?? impossible('an open warning has a state');
  const decision = joinWarning(warning, input, known, context);
  if (decision.kind === 'refusal') return decision;
  const joined = applied(stands, decision.facts).state ?? warning;
  const [first, ...rest] = decision.facts;
  if (first === undefined) return { kind: 'plan', changes: [], answer: answer('known', warning) };
  const merged: readonly Change[] =
    same === undefined
      ? []
      : [change(same, { type: 'warning.closed', data: { at: context.now, outcome: 'merged', into: warning.warningId } })];
  return {
    kind: 'plan',
    changes: [change(stands, first, ...rest), ...merged, ...naming(persons, warning.warningId, context.now)],
    answer: answer('joined', joined),
  };
}

/** The marks of the person lead to the warning from now on. */
function naming(persons: readonly LoadedPerson[], warningId: string, at: string): readonly Change[] {
  return persons.flatMap((person) => {
    const [fact] = nameWarned(person.state, warningId, at);
    return fact === undefined ? [] : [change(person, fact)];
  });
}

/** A placeholder is no number: each clue under it is one of its own. */
function keyOfClue(secret: string, { source, sourceRef }: ClueTaken, { newId }: Context): string {
  const key = isPlaceholder(sourceRef) ? newId('cor') : plainReference(sourceRef);
  return keyedHash(secret, `clue#${source}#${key}`).slice(0, 32);
}
