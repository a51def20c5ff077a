import type { Schemas } from '../api/client.ts';
import { useOfMe } from '../states/me.ts';

const nothing: ReadonlySet<string> = new Set();
const actionsOf = ({ may }: Schemas['Me']): ReadonlySet<string> => new Set(may.map(({ action }) => action));

/** The actions that this person may do on some thing (`GET /v1/me`): what is offered where there is no thing yet. */
export function useMay(): ReadonlySet<string> {
  return useOfMe(actionsOf) ?? nothing;
}
