import type { AuditedKind } from '../journal/kind.ts';
import { forTheCity } from '../kernel/thing.ts';

/** What is registered of an agency is for the city's command. */
export const auditedAgency: AuditedKind = { stream: 'agency', starts: 'agency:', reader: forTheCity };
