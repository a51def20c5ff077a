import { everAllowed } from '../../shared/access/decide-access.ts';
import { roles } from '../../shared/access/roles.ts';
import { Agencies } from '../../shared/agencies/streams.ts';
import { Banks } from '../../shared/banks/streams.ts';
import type { Call } from '../../shared/http/api-request.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { type Actor, callerKinds } from '../../shared/kernel/context.ts';
import { desksAt } from '../../shared/kernel/desk.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import {
  agencyKind,
  district as districtName,
  fieldSet,
  relation as relationLabel,
  role as roleLabel,
} from '../../shared/labels/people.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { Me } from './answers.ts';
import { figuresOf } from './figures.ts';
import { labelOperations } from './label-operations.ts';
import { nameOperations } from './name-operations.ts';
import type { meRoutes } from './routes.ts';

export const meOperations: Operations<typeof meRoutes, ApiTools> = {
  getMe: async (request, { journal }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { actor } = request;
    const [name, figures] = await Promise.all([registeredName(actor, journal), figuresOf(actor, journal)]);
    return request.answer(200, {
      agency: agencyOf(actor, name),
      ...personOf(request),
      roles: roles.filter((role) => actor.roles.includes(role)).map((role) => ({ role, label: roleLabel[role] })),
      may: everAllowed(actor).map(({ action, on, ways }) => ({
        action,
        on,
        ways: ways.map(({ relation, fields }) => ({ relation, means: relationLabel[relation], fields, sees: fieldSet[fields] })),
      })),
      desks: [...desksAt(actor)],
      figures,
    });
  },

  ...labelOperations,
  ...nameOperations,
};

/** Banks have a register of their own. */
async function registeredName({ agency, agencyKind: kind }: Actor, journal: Journal): Promise<string | undefined> {
  const { state } = kind === 'bank' ? await journal.load(Banks, agency) : await journal.load(Agencies, agency);
  return state?.name;
}

function agencyOf({ agency: id, agencyKind: kind, district }: Actor, name: string | undefined): Me['agency'] {
  const known = callerKinds.find((one) => one === kind) ?? impossible('Cordon itself does not call');
  return {
    ...{ id, kind: known, kindLabel: agencyKind[known], registered: name !== undefined },
    ...(name === undefined ? {} : { name }),
    ...(district === undefined ? {} : { district, districtName: districtName[district] }),
  };
}

/** The name goes back to the person whose token says it, and nowhere else. */
function personOf({ actor, callerName }: Call): Pick<Me, 'person'> {
  return actor.isPerson === true ? { person: { name: callerName } } : {};
}
