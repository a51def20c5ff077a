import type { Thing } from '../../shared/access/decide-access.ts';
import type { Case } from '../../shared/cases/model.ts';
import { grantsInForce } from '../../shared/cases/visibility.ts';

/** A case belongs to its district and its agencies; the receivers of a grant in force may see it at this moment. */
export function caseThing(fraudCase: Pick<Case, 'status' | 'district' | 'agencies' | 'grants'>, now: string): Thing {
  return { district: fraudCase.district, agencies: fraudCase.agencies, grants: grantsInForce(fraudCase, now) };
}
