import * as z from 'zod';
import type { AuditedKind, ToldKind } from '../../journal/kind.ts';
import { forTheCity } from '../../kernel/thing.ts';
import type { NationalList } from './list-model.ts';

/** The national lists: the city imports them, and reads what came. */
export const auditedNationalList: AuditedKind = {
  stream: 'blacklist-list',
  starts: 'blacklist-list:',
  ids: '[a-z0-9][a-z0-9-]{1,39}',
  reader: forTheCity,
};

export const toldNationalList: ToldKind<Pick<NationalList, 'listId'>> = {
  stream: 'blacklist-list',
  members: () => z.object({ listId: z.string() }),
  about: ({ listId }) => ({ reference: listId, agencies: [] }),
};
