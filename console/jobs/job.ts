import type { ComponentType } from 'react';
import type { Schemas } from '../api/client.ts';

/** Who the person is and what they may do, as `GET /v1/me` says. */
export type Me = Schemas['Me'];

/** A page at an address under `/console`; its code is loaded when it is first shown. */
export interface JobPage {
  /** As React Router spells it: `cases/:caseId`. */
  readonly path: string;
  load(): Promise<{ readonly default: ComponentType }>;
}

/** The words of the navigation; their texts are in `words/`. */
export type LinkWord =
  | 'todo'
  | 'alarms'
  | 'approvals'
  | 'bankOrders'
  | 'bankReports'
  | 'bankDeliveries'
  | 'bankSettings'
  | 'banks'
  | 'agencies'
  | 'cases'
  | 'consultations'
  | 'meetings'
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

/** A way to a page in the navigation. It is shown to those that the API lets in. */
export interface JobLink {
  readonly to: string;
  readonly word: LinkWord;
  /** The action of the access policy that the page begins with. */
  readonly action: string;
}

/** The pages of one job. A new job is a folder of its own and a line in `jobs.ts`. */
export interface Job {
  readonly pages: readonly JobPage[];
  readonly links: readonly JobLink[];
  /** Where the things of a kind have their page, as `/cases/`; the id follows. */
  readonly things?: Readonly<Record<string, string>>;
  /** People who may do this action find the things on these pages; absent: all people do. */
  readonly thingsFor?: string;
  /** The first page of those who may do this action; jobs are asked in their order. */
  readonly home?: { readonly action: string; readonly page: JobPage };
}

/** Whether the person may do this on one thing or another. */
export function mayEver({ may }: Me, action: string): boolean {
  return may.some((one) => one.action === action);
}
