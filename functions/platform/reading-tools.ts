import { randomBytes } from 'node:crypto';
import type { ReadingTools } from '../../shared/http/read-request.ts';
import { makeId } from '../../shared/kernel/ids.ts';
import { instant } from '../../shared/kernel/time.ts';
import { createPolicy } from '../../shared/policy/policy.ts';

/** The policy, the clock and new ids: a function has these without any AWS service. */
export function createReadingTools(): ReadingTools {
  return {
    policy: createPolicy(),
    now: () => instant(Date.now()),
    newId: (prefix) => makeId(prefix, Date.now(), () => randomBytes(10)),
  };
}
