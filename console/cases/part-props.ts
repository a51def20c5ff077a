import type { ActThing } from '../acts/thing.ts';
import type { Case, Overview } from './use-case.ts';

/** What each part of the page is given: what is shown of the case, and the case as its acts need it. */
export interface PartProps {
  readonly overview: Overview;
  readonly thing: ActThing;
}

/** The same for what needs the case alone. */
export interface CaseProps {
  readonly fraudCase: Case;
  readonly thing: ActThing;
}
