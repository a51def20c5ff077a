import { aimedAt, dueShard, inCaseload, supervised } from '../../journal/keys.ts';
import type { IndexView, StreamType } from '../../journal/stream.ts';
import { neededAt, nextMoment } from './deadlines.ts';
import { evolveMeasure } from './evolve-measure.ts';
import { MeasureFact } from './measure-facts.ts';
import { RegionalMeasure } from './measure-model.ts';

/**
 * Regional measures by their id; found by supervisors of the city and of the district by the moment when a person must act, by the agency
 * they are on, and by what is due next.
 */
export const RegionalMeasures: StreamType<RegionalMeasure, MeasureFact> = {
  name: 'regional-measure',
  schemaVersion: 3,
  state: RegionalMeasure,
  fact: MeasureFact,
  evolve: evolveMeasure,
  index: indexMeasure,
};

function indexMeasure(measure: RegionalMeasure): IndexView {
  const { measureId, target, issuedAt, touchedAt } = measure;
  const { name } = RegionalMeasures;
  const needed = neededAt(measure);
  const moment = nextMoment(measure);
  const entries =
    needed === undefined
      ? { listing: inCaseload(name, target.district, 'closed', touchedAt, measureId) }
      : {
          inbox: supervised(name, needed, measureId),
          listing: inCaseload(name, target.district, 'open', needed, measureId),
        };
  return {
    entries: {
      ...entries,
      ...(target.agency === undefined ? {} : { file: aimedAt(name, target.agency, issuedAt, measureId) }),
      ...(moment === undefined ? {} : { due: dueShard(measureId, moment) }),
    },
    card: measureCard(measure),
  };
}

/** What lists show of a measure. DynamoDB copies cards into indexes, so a card has no name and no text. */
function measureCard(measure: RegionalMeasure): Readonly<Record<string, unknown>> {
  const { measureId, reference, status, target, issuedBy, issuedAt, touchedAt, steps, dueAt, overdue, evidence } = measure;
  return {
    ...{ measureId, reference, status, targetKind: target.kind, district: target.district, targetAgency: target.agency },
    ...{ issuedBy, issuedAt, touchedAt, step: steps.at(-1)?.step, dueAt, overdue, evidence: evidence.length },
    neededAt: neededAt(measure),
  };
}
