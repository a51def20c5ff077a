import type { AuditedKind } from '../../journal/kind.ts';
import { forTheCity } from '../../kernel/thing.ts';

/** The national lists: the city imports them, and reads what came. */
export const auditedNationalList: AuditedKind = {
  stream: 'blacklist-list',
  starts: 'blacklist-list:',
  ids: '[a-z0-9][a-z0-9-]{1,39}',
  reader: forTheCity,
};
