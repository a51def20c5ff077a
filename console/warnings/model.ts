import type { Schemas } from '../api/client.ts';
import type { ToneName } from '../states/tone.tsx';

/** A warning as the people who work on it see it. */
export type Warning = Schemas['Warning'];

/** How much a grade asks for attention; its word says the same. */
export const gradeTones: Readonly<Record<Warning['grade'], ToneName>> = {
  urgent: 'bad',
  high: 'warn',
  medium: 'busy',
  low: 'plain',
};
