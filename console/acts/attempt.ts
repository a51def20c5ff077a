/** How a sending ended that was not carried out. */
type Ended = 'unsent' | 'refused' | 'unknown';

/** The sendings of one opened form. */
export interface Attempt {
  readonly key: string;
  /** What was sent last. */
  readonly sent: string | undefined;
  readonly ended: Ended;
}

/** A form that has just been opened. @param newKey gives a key that no other sending has */
export const firstAttempt = (newKey: () => string): Attempt => ({ key: newKey(), sent: undefined, ended: 'unsent' });

/**
 * The next sending of a form. What may have arrived is sent under the same key, so that it happens once, whatever the person changed in it
 * since. What the API refused and a person then changed is another command, with a key of its own.
 */
export function nextAttempt(before: Attempt, content: string, newKey: () => string): Attempt {
  const isAnother = before.ended === 'refused' && before.sent !== content;
  return { key: isAnother ? newKey() : before.key, sent: content, ended: 'unknown' };
}

/** The API's refusal of a key under which it has carried out something else: an earlier sending of the same form. */
export const SENT_BEFORE = 'IDEMPOTENCY_KEY_REUSED';

/**
 * The form after a refusal. If an earlier sending was carried out, the form keeps its key: a change of it under a new key would happen
 * besides.
 */
export const refused = (attempt: Attempt, code: string | undefined): Attempt =>
  code === SENT_BEFORE ? attempt : { ...attempt, ended: 'refused' };
