import { administration } from '../administration/pages.ts';
import { approvals } from '../approvals/pages.ts';
import { bank } from '../bank/pages.ts';
import { blacklist } from '../blacklist/pages.ts';
import { cases } from '../cases/pages.ts';
import { channels } from '../channels/pages.ts';
import { consultations } from '../consultations/pages.ts';
import { duty } from '../duty/pages.ts';
import { figures } from '../figures/pages.ts';
import { objections } from '../objections/pages.ts';
import { regionNotices } from '../region-notices/pages.ts';
import { returns } from '../returns/pages.ts';
import { screenings } from '../screenings/pages.ts';
import { everyone } from '../shell/pages.ts';
import { standards } from '../standards/pages.ts';
import { supervision } from '../supervision/pages.ts';
import { terms } from '../terms/pages.ts';
import { warnings } from '../warnings/pages.ts';
import type { Job } from './job.ts';

/** Every job of the console, in the order of the navigation. The first whose home fits gives a person the first page. */
export const jobs: readonly Job[] = [
  supervision,
  duty,
  warnings,
  blacklist,
  screenings,
  regionNotices,
  objections,
  bank,
  cases,
  returns,
  consultations,
  approvals,
  terms,
  standards,
  figures,
  administration,
  channels,
  everyone,
];
