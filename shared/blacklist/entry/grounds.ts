import * as z from 'zod';

/**
 * Why a mark is listed: a court convicted for it · police found it in a fraud · an account, or a phone or bank card, was rented out, lent or
 * sold (出租出借) · the outlet was sanctioned · the regulator's list, a national list · it is only suspected.
 */
export const grounds = [
  'conviction',
  'police-finding',
  'account-rental',
  'card-rental',
  'outlet-sanctioned',
  'regulator-listing',
  'national-list',
  'suspicion',
] as const;
export const Ground = z.enum(grounds);
export type Ground = z.infer<typeof Ground>;

/** How heavy a ground is, the heaviest first. That is all a bank or an operator is told of it. */
export const groundClasses = ['convicted', 'found', 'listed', 'suspected'] as const;
export const GroundClass = z.enum(groundClasses);
export type GroundClass = z.infer<typeof GroundClass>;

const classes = {
  conviction: 'convicted',
  'police-finding': 'found',
  'account-rental': 'found',
  'card-rental': 'found',
  'outlet-sanctioned': 'found',
  'regulator-listing': 'listed',
  'national-list': 'listed',
  suspicion: 'suspected',
} as const satisfies Readonly<Record<Ground, GroundClass>>;

export function classOf(ground: Ground): GroundClass {
  return classes[ground];
}
