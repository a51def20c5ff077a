import * as z from 'zod';
import type { FieldSet } from '../../shared/access/rows.ts';
import { isOwnId } from '../../shared/agencies/register-agency.ts';
import { Agencies } from '../../shared/agencies/streams.ts';
import { bankThing } from '../../shared/banks/kind.ts';
import { Bank } from '../../shared/banks/model.ts';
import { ignoredKeys, needsSignature, registerBank } from '../../shared/banks/register-bank.ts';
import { Banks } from '../../shared/banks/streams.ts';
import type { ApiRequest } from '../../shared/http/api-request.ts';
import { carryOut, staleness } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import { signedBy } from '../../shared/http/signed-by.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { directoryKey } from '../../shared/journal/keys.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { notTakenOf, takingAlarm } from '../lookups/take-alarm.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { noState } from '../platform/no-state.ts';
import { pageOfIndex } from '../platform/paging.ts';
import type { BankView, bankRoutes } from './routes.ts';

export interface BankTools extends ApiTools {
  /** Local runtime only: banks may be on this host. */
  readonly allowLoopback: boolean;
}

/** The card of a bank in an index: all except its keys. */
const BankCard = z.object(Bank.omit({ jwks: true }).shape);

export const bankOperations: Operations<typeof bankRoutes, BankTools> = {
  reportFraud: async (request, tools) => {
    const { journal } = tools;
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { state: bank } = await journal.load(Banks, request.actor.agency);
    const signed = await signedBy(request, bank);
    if (signed.kind === 'refusal') return signed;
    // a bank learns nothing of other alarms
    const attempt = takingAlarm(tools, request.body, request.context(), (status, alert) => {
      const { alertId, reference, receivedAt } = alert;
      return request.answer(status, { alertId, reference, receivedAt, ...notTakenOf(alert) });
    });
    return carryOut(request, journal, attempt);
  },

  listBanks: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const page = await pageOfIndex(request, tools, { index: 'listing', pk: directoryKey('bank') });
    if (page.kind === 'refusal') return page;
    const cards = page.cards.map(({ card }) => BankCard.parse(card));
    const banks = access.fields === 'full' ? await inFull(tools.journal, cards) : cards;
    return request.answer(200, { items: banks.map((bank) => shown(bank, access.fields)), ...page.next });
  },

  getBank: async (request, { journal }) => {
    const { state: bank, version } = await journal.load(Banks, request.params.bankId);
    if (bank === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(bankThing(bank.bankId));
    if (access.kind === 'refusal') return access;
    const view = shown(bank, access.fields);
    // to a reader of a part the version would tell when the rest changed
    return request.answer(200, view, access.fields === 'full' ? version : tagOf(undefined, view));
  },

  registerBank: async (request, { journal, allowLoopback }) => {
    const { bankId } = request.params;
    const access = request.allowed(bankThing(bankId));
    if (access.kind === 'refusal') return access;
    return carryOut(request, journal, async () => {
      const [bank, agency] = await Promise.all([journal.load(Banks, bankId), journal.load(Agencies, bankId)]);
      const stale = staleness(request, bank.version);
      if (stale !== undefined) return stale;
      const signed = await signedRegistration(request, bank.state);
      if (signed.kind === 'refusal') return signed;
      if (agency.state !== undefined || isOwnId(bankId)) return refuse('AGENCY_ID_TAKEN');
      const byAdministrator = request.actor.agencyKind !== 'bank';
      const how = { bankId, allowLoopback, signature: signed.signature, byAdministrator };
      const decision = registerBank(bank.state, request.body, how, request.context());
      const plan = planFrom(decision, [bank], (after) => {
        const { state = noState(), version } = after(bank);
        const ignored = ignoredKeys(request.body);
        const view = { ...shown(state, access.fields), ...(ignored.length === 0 ? {} : { ignoredKeys: [...ignored] }) };
        return request.answer(bank.state === undefined ? 201 : 200, view, version);
      });
      return plan.kind === 'refusal' ? plan : { ...plan, requires: [agency] };
    });
  },
};

/** The bank's signature of its registration, if it needs one. The city's administrator needs none: keys can be lost. */
function signedRegistration(request: ApiRequest<typeof bankRoutes.registerBank>, current: Bank | undefined) {
  const free = request.actor.agencyKind !== 'bank' || !needsSignature(current, request.body);
  return signedBy(request, free ? undefined : current);
}

/** The banks with the members that their cards lack. */
async function inFull(journal: Journal, cards: readonly Bank[]): Promise<readonly Bank[]> {
  const banks = await journal.loadMany(
    Banks,
    cards.map(({ bankId }) => bankId),
  );
  return banks.flatMap(({ state }) => (state === undefined ? [] : [state]));
}

/** The part of a bank that these fields show. */
function shown(bank: Bank, fields: FieldSet): BankView {
  const { bankId, name, dutyPhone, mode = 'live' } = bank;
  switch (fields) {
    case 'full':
      return { ...bank, mode };
    case 'contact':
      return { bankId, name, dutyPhone, mode };
    default:
      // other sets of fields belong to other things: only the name
      return { bankId, name };
  }
}
