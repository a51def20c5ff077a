import { plusDays } from '../../kernel/beijing.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Created, type Creation, create, type Decision, refuse } from '../../kernel/decision.ts';
import { checkStandard } from './check-standard.ts';
import type { StandardContent } from './content.ts';
import type { Criterion, Place } from './criteria.ts';
import { heldNow, overlap } from './in-force.ts';
import type { Belief, EndStandard, RecordStandard, Standard, StandardFact, StandardLine, StandardLineFact } from './model.ts';
import { adoptedFor, beginningOn } from './reservations.ts';

type Facts = StandardFact | StandardLineFact;
type Period = Pick<Belief, 'effectiveFrom' | 'effectiveTo'>;

/**
 * Records a standard in its line. Its days must be free, except those of the standard that it replaces; and no adopted proposal may begin
 * on its first day.
 *
 * @returns the codes of `checkStandard`, PERIOD_INVALID, STANDARD_NOT_CURRENT (the one it replaces is not believed any more), or
 *   STANDARD_OVERLAP with the `standards` or `proposals` that are in the way
 */
export function recordStandard(line: StandardLine | undefined, input: RecordStandard, context: Context): Created<Facts> {
  const { criterion, place, effectiveFrom, effectiveTo, replaces, ...said } = input;
  const checked = checkStandard(said);
  if (checked.kind === 'refusal') return checked;
  if (effectiveTo !== undefined && effectiveTo < effectiveFrom) return refuse('PERIOD_INVALID', { paths: ['/effectiveTo'] });
  const held = line === undefined ? [] : heldNow(line);
  const replaced = held.find(({ standardId }) => standardId === replaces);
  if (replaces !== undefined && replaced === undefined) return refuse('STANDARD_NOT_CURRENT', { paths: ['/replaces'] });
  const period: Period = { effectiveFrom, ...(effectiveTo === undefined ? {} : { effectiveTo }) };
  const inTheWay = held.filter((belief) => belief !== replaced && overlap(belief, period));
  if (inTheWay.length > 0) return refuse('STANDARD_OVERLAP', { standards: inTheWay.map(({ standardId }) => standardId) });
  const proposals = adoptedFor(line, effectiveFrom);
  if (proposals.length > 0) return refuse('STANDARD_OVERLAP', { proposals });
  // a standard that is over before makes no room: it keeps the days it had
  const yielding = replaced !== undefined && overlap(replaced, period) ? [replaced] : [];
  return entered({ criterion, place, period, content: checked.content }, yielding, context);
}

/** An adopted standard: it holds from its first day until another takes its place, which may be recorded already. */
interface Adoption {
  readonly criterion: Criterion;
  readonly place: Place;
  readonly effectiveFrom: string;
  readonly content: StandardContent;
  readonly proposalId: string;
}

/**
 * Enters an adopted standard in a line: the one before it ends the day before, and it ends itself the day before the next one begins. No
 * belief is taken back: if another begins on the same day, which can only be if it was adopted before such days were kept (`reserveDay`),
 * it is barred.
 */
export function enactStandard(line: StandardLine | undefined, adoption: Adoption, context: Context): readonly Facts[] {
  const { effectiveFrom, ...entry } = adoption;
  const standards = beginningOn(line, effectiveFrom);
  if (standards.length > 0) {
    const { criterion, place, proposalId } = adoption;
    const data = { at: context.now, criterion, place, proposalId, effectiveFrom, standards: [...standards] };
    return [{ type: 'standard-line.barred', data }];
  }
  const held = line === undefined ? [] : heldNow(line);
  const next = held
    .map((belief) => belief.effectiveFrom)
    .filter((day) => day > effectiveFrom)
    .toSorted()[0];
  const period: Period = { effectiveFrom, ...(next === undefined ? {} : { effectiveTo: plusDays(next, -1) }) };
  return entered(
    { ...entry, period },
    held.filter((belief) => overlap(belief, period)),
    context,
  ).facts;
}

interface Entry extends Omit<Adoption, 'effectiveFrom' | 'proposalId'> {
  readonly period: Period;
  readonly proposalId?: string;
}

/** The facts by which a standard enters its line and those before it make room. */
function entered(
  { criterion, place, period, content, proposalId }: Entry,
  yielding: readonly Belief[],
  context: Context,
): Creation<Facts> {
  const { now, actor, newId } = context;
  const standardId = newId('std');
  const from = proposalId === undefined ? {} : { proposalId };
  const standard: Standard = {
    ...content,
    standardId,
    criterion,
    place,
    recordedAt: now,
    recordedBy: actor.agency,
    ...from,
  };
  const reason = `replaced by ${standardId}`;
  const room = yielding.map((belief): StandardLineFact => {
    const of = { at: now, criterion, place, standardId: belief.standardId, reason };
    if (belief.effectiveFrom >= period.effectiveFrom) return { type: 'standard-line.withdrawn', data: of };
    return { type: 'standard-line.ended', data: { ...of, effectiveTo: plusDays(period.effectiveFrom, -1) } };
  });
  return create<Facts>(standardId, { type: 'standard.recorded', data: standard }, ...room, {
    type: 'standard-line.entered',
    data: { at: now, criterion, place, standardId, ...period, ...from },
  });
}

/**
 * Says on which day a standard ends, or that it ends on another day than was believed.
 *
 * @returns STANDARD_NOT_CURRENT, PERIOD_INVALID, or STANDARD_OVERLAP if it would run into the next one
 */
export function endStandard(
  line: StandardLine | undefined,
  { effectiveTo, reason }: Pick<EndStandard, 'effectiveTo' | 'reason'>,
  { standardId, criterion, place }: Standard,
  { now }: Context,
): Decision<StandardLineFact> {
  const held = line === undefined ? undefined : heldNow(line).find((belief) => belief.standardId === standardId);
  if (line === undefined || held === undefined) return refuse('STANDARD_NOT_CURRENT');
  if (effectiveTo < held.effectiveFrom) return refuse('PERIOD_INVALID', { paths: ['/effectiveTo'] });
  if (effectiveTo === held.effectiveTo) return accept();
  const others = heldNow(line).filter((belief) => belief !== held);
  const period: Period = { effectiveFrom: held.effectiveFrom, effectiveTo };
  const inTheWay = others.filter((belief) => overlap(belief, period));
  if (inTheWay.length > 0) return refuse('STANDARD_OVERLAP', { standards: inTheWay.map((belief) => belief.standardId) });
  return accept({ type: 'standard-line.ended', data: { at: now, criterion, place, standardId, effectiveTo, reason } });
}
