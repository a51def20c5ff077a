import * as z from 'zod';
import type { FieldSet } from '../../shared/access/rows.ts';
import { isOwnId } from '../../shared/agencies/register-agency.ts';
import { Agencies } from '../../shared/agencies/streams.ts';
import { bankThing } from '../../shared/banks/kind.ts';
import { Bank, type BankFact, type RegisterBank } from '../../shared/banks/model.ts';
import { ignoredKeys, needsSignature, registerBank } from '../../shared/banks/register-bank.ts';
import { Banks } from '../../shared/banks/streams.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import { type At, recordOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import { signedBy } from '../../shared/http/signed-by.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { directoryKey } from '../../shared/journal/keys.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { notTakenOf, takingAlarm } from '../lookups/take-alarm.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfIndex } from '../platform/paging.ts';
import type { BankView, bankRoutes } from './routes.ts';

export interface BankTools extends ApiTools {
  /** Local runtime only: banks may be on this host. */
  readonly allowLoopback: boolean;
}

/** The card of a bank in an index: all except its keys. */
const BankCard = z.object(Bank.omit({ jwks: true }).shape);

interface BankCall extends Call {
  readonly params: { readonly bankId: string };
  readonly body: RegisterBank;
  answer(status: 200 | 201, bank: BankView, version: number): StoredAnswer;
}

type AtBank = At<BankCall, BankTools, Bank, BankFact>;

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
    const cards = page.cards.map(({ card }) => parseTolerantly(BankCard, card));
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

  registerBank: recordOn({
    load: ({ params }: BankCall, journal: Journal) => journal.load(Banks, params.bankId),
    may: (request) => request.allowed(bankThing(request.params.bankId)),
    answer: (request, { state, version }, before) => {
      const ignored = ignoredKeys(request.body);
      // those who register see all of it
      const view = { ...shown(state, 'full'), ...(ignored.length === 0 ? {} : { ignoredKeys: [...ignored] }) };
      return request.answer(before === undefined ? 201 : 200, view, version);
    },
  })(async (before, input, context, { request, loaded: { id: bankId }, tools: { journal, allowLoopback } }: AtBank) => {
    const signed = await signedRegistration(request, before);
    if (signed.kind === 'refusal') return signed;
    const agency = await journal.load(Agencies, bankId);
    if (agency.state !== undefined || isOwnId(bankId)) return refuse('AGENCY_ID_TAKEN');
    const byAdministrator = request.actor.agencyKind !== 'bank';
    const how = { bankId, allowLoopback, signature: signed.signature, byAdministrator };
    return { decision: registerBank(before, input, how, context), rests: [agency] };
  }),
};

/** The bank's signature of its registration, where it needs one. The city's administrator needs none: keys can be lost. */
function signedRegistration(request: BankCall, current: Bank | undefined) {
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
