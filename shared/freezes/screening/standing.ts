import type { Screening } from './model.ts';

/** By when officers have to act: find, or tell the owner; undefined if nothing is left to do. */
export function actBy({ status, dueAt, owner }: Screening): string | undefined {
  if (status === 'open') return dueAt;
  if (status === 'lapsed' && owner === undefined) return dueAt;
  return owner === undefined || owner.told !== undefined ? undefined : owner.dueAt;
}
