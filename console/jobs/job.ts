import type { ComponentType } from 'react';
import type { OperationId } from '../acts/act.ts';
import type { Schemas } from '../api/client.ts';

/** Who the person is and what they may do, as `GET /v1/me` says. */
export type Me = Schemas['Me'];

/** An operation of the API that everyone may call without a token; `generated/operations.ts` has each one of the API's document. */
export interface PublicOperation {
  readonly operationId: OperationId;
  readonly method: 'get' | 'post' | 'put';
  readonly path: string;
}

/** An operation of the API, and what a person needs the right to; these stand there, too. */
export interface Needed extends PublicOperation {
  /** The action of the access policy. */
  readonly action: string;
}

/** A page at an address under `/console`; its code is loaded when it is first shown. */
export interface JobPage {
  /** As React Router spells it: `cases/:caseId`. */
  readonly path: string;
  /** What the page reads first, and the act that it is for: it is offered to those who may do all of these. */
  readonly needs: readonly (Needed | PublicOperation)[];
  /** Its word in the navigation; absent: other pages lead to it. */
  readonly word?: LinkWord;
  /** The kind of thing that has its page here; the id is the end of the address. */
  readonly thing?: string;
  load(): Promise<{ readonly default: ComponentType }>;
}

/** The words of the navigation; their texts are in `words/`. */
export type LinkWord =
  | 'todo'
  | 'alarms'
  | 'approvals'
  | 'warnings'
  | 'screenings'
  | 'regionNotices'
  | 'objections'
  | 'bankOrders'
  | 'bankQuestions'
  | 'bankReports'
  | 'bankDeliveries'
  | 'bankSettings'
  | 'banks'
  | 'agencies'
  | 'blacklist'
  | 'channels'
  | 'ownChannel'
  | 'cases'
  | 'consultations'
  | 'meetings'
  | 'returnNotices'
  | 'terms'
  | 'standards'
  | 'supervision'
  | 'listedCases'
  | 'regional'
  | 'rankings'
  | 'figures'
  | 'months'
  | 'inbox'
  | 'search';

/** The pages of one job. A new job is a folder of its own and a line in `jobs.ts`. */
export interface Job {
  readonly pages: readonly JobPage[];
  /** The first page of those who are offered it and may do this; jobs are asked in their order. */
  readonly home?: { readonly may: Needed; readonly page: JobPage };
}

/** Whether the API lets the person do what the page begins with. A link to a page stands only where this holds. */
export function isOffered({ needs }: Pick<JobPage, 'needs'>, me: Pick<Me, 'may'>): boolean {
  return needs.every((one) => mayEver(me, one));
}

/** The first page of this person; undefined if no job has one for them. */
export function homeOf(jobs: readonly Job[], me: Pick<Me, 'may'>): JobPage | undefined {
  return jobs
    .flatMap(({ home }) => (home !== undefined && mayEver(me, home.may) ? [home.page] : []))
    .find((page) => isOffered(page, me));
}

/** Whether the person may do this on one thing or another. */
function mayEver({ may }: Pick<Me, 'may'>, needed: Needed | PublicOperation): boolean {
  return !('action' in needed) || may.some(({ action }) => action === needed.action);
}
