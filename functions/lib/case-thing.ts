import type { Thing } from '../../shared/access/decide-access.ts';
import type { Case } from '../../shared/cases/model.ts';
import { grantsInForce } from '../../shared/cases/visibility.ts';

/** A case is its district's and its agencies', and at this moment also of those whom a grant in force is for. */
export function caseThing(file: Pick<Case, 'status' | 'district' | 'agencies' | 'grants'>, now: string): Thing {
  return { district: file.district, agencies: file.agencies, grants: grantsInForce(file, now) };
}
