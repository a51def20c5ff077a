import type { AuditedKind } from '../journal/kind.ts';
import { forTheCity } from '../kernel/thing.ts';

/** Whose desk it is, and where it is pushed, is for the city's command: the thing itself has its own audit. */
export const auditedEntry: AuditedKind = { stream: 'inbox-entry', starts: 'inb_', reader: forTheCity };

export const auditedWebhook: AuditedKind = { stream: 'webhook', starts: 'webhook:', reader: forTheCity };
