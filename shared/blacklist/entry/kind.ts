import * as z from 'zod';
import type { AuditedKind, DueKind, ToldKind } from '../../journal/kind.ts';
import { districts } from '../../kernel/context.ts';
import type { Thing } from '../../kernel/thing.ts';
import { advanceEntry } from './deadlines.ts';
import type { BlacklistEntry } from './entry-model.ts';
import { BlacklistEntries } from './streams.ts';

/** The members of an entry that decide who works on it, and who reads its history. */
interface SeenEntry {
  readonly district?: BlacklistEntry['district'];
  readonly listedBy: { readonly agency: string };
}

const members = () => z.object({ district: z.enum(districts).exactOptional(), listedBy: z.object({ agency: z.string() }) });

/** An entry is of the agency that listed it, and of the police of its district. */
export function entryThing({ district, listedBy }: SeenEntry): Thing {
  return { ...(district === undefined ? {} : { district }), agencies: [listedBy.agency] };
}

export const auditedBlacklistEntry: AuditedKind<SeenEntry> = {
  stream: 'blacklist-entry',
  starts: 'ble_',
  reader: { members, thing: entryThing },
};

export const toldBlacklistEntry: ToldKind<SeenEntry & Pick<BlacklistEntry, 'reference'>> = {
  stream: 'blacklist-entry',
  members: () => members().extend({ reference: z.string() }),
  about: ({ district, reference, listedBy }) => ({ district, reference, agencies: [listedBy.agency] }),
};

export const dueBlacklistEntry: DueKind<BlacklistEntry> = { type: BlacklistEntries, due: advanceEntry };
