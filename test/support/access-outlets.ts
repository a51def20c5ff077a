import { splitFacts } from '../../shared/journal/split-facts.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { type Outlet, outletIdOf, outletMonthId } from '../../shared/outlets/model.ts';
import type { OutletFact } from '../../shared/outlets/outlet-facts.ts';
import { OutletMonths } from '../../shared/outlets/streams.ts';
import type { AccessPart } from './access-actors.ts';
import { commandOf } from './journal-samples.ts';
import { hour } from './samples.ts';

/** The month that the parts of the matrix share. */
const month = '2026-10';
const outlet: Outlet = {
  ...{ outletId: outletIdOf('bank-a', 'A-1'), owner: 'bank-a', ownerKind: 'bank', number: 'A-1', name: '某支行' },
  district: 'haidian',
};
const readers = ['haidian', 'city', 'regulator', 'bankA'] as const;

/** An outlet of bank-a in haidian, with a suggestion. */
export const outletAccess: AccessPart = {
  rows: {
    // of haidian: a bank and an operator list their own, whatever the district
    listOutlets: { yes: ['haidian', 'city', 'regulator', 'bankA', 'bankB', 'operator'], forbidden: 'everyone else' },
    getOutlet: { yes: readers, forbidden: [] },
    issueSuggestedMeasure: { yes: ['city'], forbidden: ['haidian', 'regulator', 'bankA'] },
    dismissSuggestion: { yes: ['city'], forbidden: ['haidian', 'regulator', 'bankA'] },
    tellPhoneCards: { yes: ['operator'], forbidden: 'everyone else' },
  },

  prepare: async (api) => {
    const facts: readonly OutletFact[] = [
      { type: 'outlet.opening-counted', data: { at: hour(3), opening: 'k', outlet, month } },
      { type: 'outlet.suggested', data: { at: hour(3), step: 'notice', count: 5, figure: 5 } },
    ];
    await api.journal.append({
      command: commandOf({ id: 'outlet-of-matrix' }),
      changes: splitFacts([fresh(OutletMonths, outletMonthId(outlet.outletId, month))], facts),
    });
    return { outletId: outlet.outletId };
  },

  calls: () => ({
    listOutlets: { query: { district: 'haidian' } },
    issueSuggestedMeasure: { body: { demands: 'd' } },
    dismissSuggestion: { body: { reason: 'r' } },
    tellPhoneCards: { body: { cards: [{}] } },
  }),
};
