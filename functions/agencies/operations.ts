import { Agency } from '../../shared/agencies/model.ts';
import { registerAgency } from '../../shared/agencies/register-agency.ts';
import { Agencies } from '../../shared/agencies/streams.ts';
import { Banks } from '../../shared/banks/streams.ts';
import { carryOut, staleness } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { directoryKey } from '../../shared/journal/keys.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { noState } from '../platform/no-state.ts';
import { pageOfIndex } from '../platform/paging.ts';
import type { agencyRoutes } from './routes.ts';

export const agencyOperations: Operations<typeof agencyRoutes, ApiTools> = {
  listAgencies: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const page = await pageOfIndex(request, tools, { index: 'listing', pk: directoryKey('agency') });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => Agency.parse(card)), ...page.next });
  },

  getAgency: async (request, { journal }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { state, version } = await journal.load(Agencies, request.params.agency);
    return state === undefined ? refuse('NOT_FOUND') : request.answer(200, state, version);
  },

  registerAgency: async (request, { journal }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    return carryOut(request, journal, async () => {
      const [agency, bank] = await Promise.all([
        journal.load(Agencies, request.params.agency),
        journal.load(Banks, request.params.agency),
      ]);
      const stale = staleness(request, agency.version);
      if (stale !== undefined) return stale;
      const which = { agency: agency.id, taken: bank.state !== undefined };
      const plan = planFrom(registerAgency(agency.state, request.body, which, request.context()), [agency], (after) => {
        const { state = noState(), version } = after(agency);
        return request.answer(agency.state === undefined ? 201 : 200, state, version);
      });
      return plan.kind === 'refusal' ? plan : { ...plan, requires: [bank] };
    });
  },
};
