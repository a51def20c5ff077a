import { type Case, districtsOf, lossFenOf, victimsOf } from '../../shared/cases/model.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fresh, type Loaded } from '../../shared/journal/stream.ts';
import type { CaseListing, CaseListingFact } from '../../shared/listed-cases/case-listing.ts';
import type { ListedCaseFact } from '../../shared/listed-cases/listing-facts.ts';
import type { CaseToList, ListedCase } from '../../shared/listed-cases/model.ts';
import { CaseListings, ListedCases } from '../../shared/listed-cases/streams.ts';

/** The register of a case's listings, and the listing that is open, as loaded. */
interface ListingsOfCase {
  readonly register: Loaded<CaseListing, CaseListingFact>;
  readonly open: Loaded<ListedCase, ListedCaseFact> | undefined;
}

/** A listing of a case that was merged into this one goes on, and is this one's then. */
export async function listingsOf(journal: Journal, { caseId, absorbed }: Case): Promise<ListingsOfCase> {
  const ids = [caseId, ...absorbed.map((other) => other.caseId)];
  const registers = await journal.loadMany(CaseListings, ids);
  const register = registers.find(({ state }) => state?.open !== undefined) ?? registers[0] ?? fresh(CaseListings, caseId);
  const id = register.state?.open;
  return { register, open: id === undefined ? undefined : await journal.load(ListedCases, id) };
}

/** What of a case decides whether it should be listed. */
export function caseToList(file: Case): CaseToList {
  const { caseId, district } = file;
  return { caseId, district, lossFen: lossFenOf(file), victims: victimsOf(file), districts: districtsOf(file).length };
}

/** The id of the listing that these facts begin, or go on with. */
export function listedCaseIdOf(facts: readonly (ListedCaseFact | CaseListingFact)[]): string | undefined {
  return facts.flatMap(({ data }) => ('listedCaseId' in data ? [data.listedCaseId] : []))[0];
}
