import { ActButton } from '../acts/act-button.tsx';
import { useMay } from '../acts/may.ts';
import type { ActThing } from '../acts/thing.ts';
import type { Schemas } from '../api/client.ts';
import { declineAccess, grantAccess, withdrawAccess } from '../generated/acts/access-requests.ts';
import { useScope } from './scope.ts';
import { caseKey } from './use-case.ts';

type Request = Schemas['AccessRequest'];

interface RequestActsProps {
  readonly request: Request;
  /** The request as it was read by itself; absent: it is a row of a list. */
  readonly thing?: ActThing;
}

const REQUEST = '/v1/access-requests/{accessRequestId}';

/** What can be done with a request that is not answered: those who answer for the case grant or decline it, those who asked withdraw it. */
export function RequestActs({ request, thing }: RequestActsProps) {
  const may = useMay();
  const mine = useScope()?.agency;
  const { accessRequestId, state, caseId, askedBy, parts } = request;
  const row: ActThing = { path: REQUEST, params: { accessRequestId }, may, state, shownIn: [caseKey(caseId), ['thing']] };
  const on = thing ?? row;
  const offered = (request.granted ?? request.declined) === undefined;
  if (askedBy === mine) return <ActButton offered={offered} act={withdrawAccess} thing={on} size="small" />;
  return (
    <div className="acts">
      <ActButton offered={offered} act={grantAccess} thing={on} initial={{ parts }} size="small" primary />
      <ActButton offered={offered} act={declineAccess} thing={on} size="small" danger />
    </div>
  );
}
