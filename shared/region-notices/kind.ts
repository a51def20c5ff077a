import * as z from 'zod';
import type { AuditedKind, DueKind, ToldKind } from '../journal/kind.ts';
import { districts } from '../kernel/context.ts';
import type { Thing } from '../kernel/thing.ts';
import { noteOverdue } from './decide-region-notice.ts';
import type { RegionNotice } from './model.ts';
import { RegionNotices } from './streams.ts';

type SeenNotice = Pick<RegionNotice, 'district' | 'agency'>;

/** A notice is of the police of the case. */
export function regionNoticeThing({ district, agency }: SeenNotice): Thing {
  return { district, agencies: [agency] };
}

export const auditedRegionNotice: AuditedKind<SeenNotice> = {
  stream: 'region-notice',
  starts: 'region-notice:',
  ids: '(?:cas|alt)_[0-9A-HJKMNP-TV-Z]{26}:[0-9]{6}',
  reader: {
    members: () => z.object({ district: z.enum(districts), agency: z.string() }),
    thing: regionNoticeThing,
  },
};

export const toldRegionNotice: ToldKind<SeenNotice> = {
  stream: 'region-notice',
  members: () => z.object({ district: z.enum(districts), agency: z.string() }),
  about: ({ district, agency }) => ({ district, agencies: [agency] }),
};

export const dueRegionNotice: DueKind<RegionNotice> = { type: RegionNotices, due: noteOverdue };
