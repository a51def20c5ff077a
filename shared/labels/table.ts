import { refusals } from '../kernel/refusals.ts';
import * as alarms from './alarms.ts';
import * as banks from './banks.ts';
import * as blacklist from './blacklist.ts';
import * as campaigns from './campaigns.ts';
import * as cases from './cases.ts';
import * as coordination from './coordination.ts';
import { fact } from './facts.ts';
import * as freezes from './freezes.ts';
import type { Label } from './label.ts';
import * as objections from './objections.ts';
import * as people from './people.ts';
import * as returns from './returns.ts';
import * as standards from './standards.ts';
import * as warnings from './warnings.ts';

/** The refusals by code, in the words of their titles. */
const refusal = Object.fromEntries(Object.entries(refusals).map(([code, { zh, en }]) => [code, { zh, en }]));

/**
 * Every enumeration that the API shows, each value with its words: the one table from which a page, a letter or a report takes them. The
 * words stand with the enumerations' types, so a value without a label does not compile; those of refusals, criteria, measures, offences,
 * result codes and signatures come from their own tables.
 */
export const labels: Readonly<Record<string, Readonly<Record<string, Label>>>> = {
  ...people,
  ...alarms,
  ...freezes,
  ...banks,
  ...campaigns,
  ...cases,
  ...coordination,
  ...objections,
  ...returns,
  ...standards,
  ...warnings,
  ...blacklist,
  fact,
  refusal,
};

/** The table. Its function unpacks it at the first request for words (`infra/bundling.ts`). */
export function allLabels(): typeof labels {
  return labels;
}
