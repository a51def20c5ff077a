import type { Schemas } from '../api/client.ts';

/** An objection as this reader sees it. */
export type Objection = Schemas['Objection'];

/** The texts that are handed to the person who objects, in their order. */
export const handedOver = ['receipt', 'measure', 'remedy'] as const satisfies readonly (keyof Objection['texts'])[];

/** Not decided yet: its term runs. */
export const isReviewed = (status: Objection['status']): boolean => status === 'raised' || status === 'assigned';
