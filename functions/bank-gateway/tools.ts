import type { SigningKeys } from '../../shared/http/signing-key.ts';
import type { Platform } from '../platform/platform.ts';
import type { SendPush } from './push.ts';

/** The tools for pushes. */
export interface GatewayTools extends Platform {
  readonly push: SendPush;
  readonly signingKey: SigningKeys;
}

/** Whether the message has served its purpose, or is to come again (not before `notBefore`, ISO 8601 UTC). */
export type Delivery = { readonly outcome: 'done' } | { readonly outcome: 'again'; readonly notBefore?: string };

export const done: Delivery = { outcome: 'done' };
