import { type Case, districtsOf, idsOfCase, lossFenOf, victimsOf } from '../../shared/cases/model.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { fresh, type Loaded } from '../../shared/journal/stream.ts';
import type { CaseListing, CaseListingFact } from '../../shared/listed-cases/case-listing.ts';
import type { ListedCaseFact } from '../../shared/listed-cases/listing-facts.ts';
import type { CaseToList, ListedCase } from '../../shared/listed-cases/model.ts';
import { CaseListings, ListedCases } from '../../shared/listed-cases/streams.ts';

export type LoadedRegister = Loaded<CaseListing, CaseListingFact>;
export type LoadedListing = Loaded<ListedCase, ListedCaseFact>;

/** The listings of a case, as loaded. */
interface ListingsOfCase {
  /** The case's own register first, then those of the cases that were merged into it. */
  readonly registers: readonly LoadedRegister[];
  /** The open listings, in the order of their registers: one, or for moments after a merger several. */
  readonly open: readonly { readonly register: LoadedRegister; readonly listing: LoadedListing }[];
}

/** The listings of a case and of those that were merged into it: soon they are one. @param read one of them, read already */
export async function listingsOf(journal: Journal, fraudCase: Case, read?: LoadedListing): Promise<ListingsOfCase> {
  const registers = await journal.loadMany(CaseListings, idsOfCase(fraudCase));
  const holding = registers.flatMap((register) =>
    register.state?.open === undefined ? [] : [{ register, id: register.state.open }],
  );
  const others = holding.flatMap(({ id }) => (id === read?.id ? [] : [id]));
  const listings = [...(read === undefined ? [] : [read]), ...(await journal.loadMany(ListedCases, others))];
  const open = holding.flatMap(({ register, id }) =>
    listings.filter((listing) => listing.id === id).map((listing) => ({ register, listing })),
  );
  return { registers, open };
}

/** The register for a new listing of the case, and the listing that is open instead. */
export async function openListing(journal: Journal, fraudCase: Case) {
  const { registers, open } = await listingsOf(journal, fraudCase);
  const [first] = open;
  return {
    register: first?.register ?? registers[0] ?? fresh(CaseListings, fraudCase.caseId),
    open: first?.listing,
  };
}

/** The data of a case that decide whether it should be listed. */
export function caseToList(fraudCase: Case): CaseToList {
  const { caseId, district, agencies } = fraudCase;
  const [lossFen, victims, districts] = [lossFenOf(fraudCase), victimsOf(fraudCase), districtsOf(fraudCase).length];
  return { caseId, district, agencies, lossFen, victims, districts };
}
