import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { type ActThing, type Thing, thingKey, useThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { useLive } from '../api/live.ts';
import { sharesKey } from './lists.ts';

export type Overview = Schemas['CaseOverview'];
export type Case = Schemas['Case'];

const OVERVIEW = '/v1/cases/{caseId}/overview';
const CASE = '/v1/cases/{caseId}';

/** What a page keeps of a case beside the case itself has a key that begins so; a change of the case has all of it read again. */
export const caseKey = (caseId: string): QueryKey => ['case', caseId];

/**
 * A case with what stands around it, in one read, since each read by another agency is recorded; read again when the API says that it
 * changed.
 */
export function useCase(caseId: string): Thing<Overview> {
  const queries = useQueryClient();
  const readAnew = async (): Promise<void> => {
    await queries.invalidateQueries({ queryKey: thingKey(OVERVIEW, { caseId }) });
    await queries.invalidateQueries({ queryKey: caseKey(caseId) });
    await queries.invalidateQueries({ queryKey: sharesKey });
  };
  const ready = useLive(`case:${caseId}`, () => void readAnew());
  return useThing(OVERVIEW, { caseId }, { enabled: ready, isRecorded: true });
}

/** The case as its acts need it: the version that the person saw, and what has to be read again after them. */
export function caseThing({ may, readAt, params }: Thing<Overview>, { caseId, status, version }: Case): ActThing {
  return {
    ...{ path: CASE, params: { caseId }, may, state: status, readAt, version },
    etag: version === undefined ? undefined : `"${version}"`,
    shownIn: [thingKey(OVERVIEW, params), caseKey(caseId)],
  };
}
