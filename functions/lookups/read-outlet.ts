import type { Unread } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { fieldErrors } from '../../shared/http/field-errors.ts';
import { OpeningOutlet } from '../../shared/outlets/outlet-model.ts';

/** So many bytes of an outlet that cannot be read are kept as they came. */
const MAX_GIVEN = 1_024;

/** What can be read of an outlet that a bank names, and what cannot. */
export interface ReadOutlet {
  readonly openedAt?: OpeningOutlet;
  readonly unread?: Unread;
}

/** The outlet in a body, of any form: it tells where an account was opened, and refuses nothing that it comes with. A null counts as absent. */
export function readOutlet(raw: unknown): ReadOutlet {
  if (raw === undefined || raw === null) return {};
  const read = OpeningOutlet.safeParse(raw);
  if (read.success) return { openedAt: read.data };
  const faults = fieldErrors('body', read.error.issues).map(({ path, rule }) => ({ path: `/openedAt${path}`, rule }));
  const asGiven = JSON.stringify(raw);
  return { unread: { faults, ...(Buffer.byteLength(asGiven) > MAX_GIVEN ? {} : { asGiven }) } };
}
