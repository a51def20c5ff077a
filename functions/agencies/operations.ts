import { Agency } from '../../shared/agencies/model.ts';
import { registerAgency } from '../../shared/agencies/register-agency.ts';
import { Agencies } from '../../shared/agencies/streams.ts';
import { Banks } from '../../shared/banks/streams.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { recordOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { directoryKey } from '../../shared/journal/keys.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfIndex } from '../platform/paging.ts';
import type { agencyRoutes } from './routes.ts';

interface AgencyCall extends Call {
  readonly params: { readonly agency: string };
  answer(status: 200 | 201, agency: Agency, version: number): StoredAnswer;
}

export const agencyOperations: Operations<typeof agencyRoutes, ApiTools> = {
  listAgencies: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const page = await pageOfIndex(request, tools, { index: 'listing', pk: directoryKey('agency') });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => parseTolerantly(Agency, card)), ...page.next });
  },

  getAgency: async (request, { journal }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { state, version } = await journal.load(Agencies, request.params.agency);
    return state === undefined ? refuse('NOT_FOUND') : request.answer(200, state, version);
  },

  registerAgency: recordOn({
    load: ({ params }: AgencyCall, journal: Journal) => journal.load(Agencies, params.agency),
    may: (request) => request.allowed(),
    answer: (request, { state, version }, before) => request.answer(before === undefined ? 201 : 200, state, version),
  })(async (before, input, context, { loaded, tools }) => {
    const bank = await tools.journal.load(Banks, loaded.id);
    const which = { agency: loaded.id, taken: bank.state !== undefined };
    return { decision: registerAgency(before, input, which, context), rests: [bank] };
  }),
};
