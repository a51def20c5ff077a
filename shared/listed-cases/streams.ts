import { byReference, dueShard, factsOfCase, inCaseload, supervised } from '../journal/keys.ts';
import type { IndexView, StreamType } from '../journal/stream.ts';
import { neededAt, nextMoment } from './deadlines.ts';
import { evolveListing } from './evolve-listing.ts';
import { ListedCaseFact } from './listing-facts.ts';
import { ListedCase } from './model.ts';

export { CaseListings } from './case-listing.ts';

/**
 * Listed cases by their id; found by supervisors, of the city and of the district, by the moment when a person must act, by what is due
 * next, and by their reference. Their facts stand in the file of their case.
 */
export const ListedCases: StreamType<ListedCase, ListedCaseFact> = {
  name: 'listed-case',
  schemaVersion: 5,
  state: ListedCase,
  fact: ListedCaseFact,
  evolve: evolveListing,
  index: indexListing,
  factsFile: ({ caseId }) => factsOfCase(caseId),
};

function indexListing(listed: ListedCase): IndexView {
  const { listedCaseId, district, touchedAt } = listed;
  const needed = neededAt(listed);
  const moment = nextMoment(listed);
  const entries =
    needed === undefined
      ? { listing: inCaseload(ListedCases.name, district, 'closed', touchedAt, listedCaseId) }
      : {
          inbox: supervised(ListedCases.name, needed, listedCaseId),
          listing: inCaseload(ListedCases.name, district, 'open', needed, listedCaseId),
        };
  return {
    entries: {
      ...entries,
      file: byReference(listed.reference, listedCaseId),
      ...(moment === undefined ? {} : { due: dueShard(listedCaseId, moment) }),
    },
    card: listingCard(listed),
  };
}

/** What lists show of a listing. DynamoDB copies cards into indexes, so a card has no free text. */
function listingCard(listed: ListedCase): Readonly<Record<string, unknown>> {
  const { listedCaseId, reference, caseId, district, status, level, units, grounds, lossFen, progress } = listed;
  const { beganAt, touchedAt, deadline, report, extensionRequest } = listed;
  return {
    ...{ listedCaseId, reference, caseId, district, status, level, units, grounds, lossFen, progress, beganAt, touchedAt },
    ...{ neededAt: neededAt(listed), deadlineAt: deadline?.dueAt, reportDueAt: report?.dueAt },
    ...{ deadlineSteps: deadline?.climbed, reportSteps: report?.climbed },
    ...(extensionRequest === undefined ? {} : { extensionRequest: askedFor(extensionRequest) }),
  };
}

/** The request, without its words. */
function askedFor({ at, by, months }: NonNullable<ListedCase['extensionRequest']>) {
  return { at, by, months };
}
