import * as z from 'zod';

/**
 * What a bank's result code means (统一的业务应答码), and what the software does with each class.
 * Source: bank-side adapters of the national platform, 2016-18 (grade D).
 */
export type ResultClass = 'stopped' | 'partly' | 'fix' | 'papers' | 'already' | 'retry' | 'final';

export const resultCodes = {
  '0000': { class: 'stopped', meaning: 'done' },
  '0100': { class: 'fix', meaning: 'identity wrong' },
  '0200': { class: 'fix', meaning: 'amount wrong' },
  '0300': { class: 'fix', meaning: 'no such account' },
  '0301': { class: 'fix', meaning: 'name and account number differ' },
  '0302': { class: 'final', meaning: 'protected account' },
  '0303': { class: 'final', meaning: 'card reported lost' },
  '0304': { class: 'fix', meaning: 'other fault of the account' },
  '0400': { class: 'fix', meaning: 'original order not found' },
  '0500': { class: 'fix', meaning: 'field missing' },
  '0501': { class: 'fix', meaning: 'field garbled' },
  '0600': { class: 'papers', meaning: 'document missing' },
  '0700': { class: 'fix', meaning: 'organisation missing' },
  '0701': { class: 'fix', meaning: 'organisation wrong' },
  '0800': { class: 'fix', meaning: 'date missing' },
  '0801': { class: 'fix', meaning: 'date wrong' },
  '0900': { class: 'already', meaning: 'processed before' },
  '1000': { class: 'final', meaning: 'not supported' },
  '1100': { class: 'retry', meaning: 'bank unreachable' },
  '1101': { class: 'retry', meaning: 'platform unreachable' },
  '1200': { class: 'partly', meaning: 'balance short' },
  '1300': { class: 'final', meaning: 'failed' },
  '1301': { class: 'already', meaning: 'stopped already' },
  '1302': { class: 'already', meaning: 'frozen to an amount' },
  '1303': { class: 'already', meaning: 'frozen in full' },
  '1304': { class: 'final', meaning: 'over the permitted number of stops' },
  '1800': { class: 'final', meaning: 'extended after expiry' },
  '1900': { class: 'final', meaning: 'released after expiry' },
} as const satisfies Readonly<Record<string, { class: ResultClass; meaning: string }>>;

export type ResultCode = keyof typeof resultCodes;

/** The codes as a non-empty list, for schemas. */
export const resultCodeList = Object.keys(resultCodes) as [ResultCode, ...ResultCode[]];

/** What Cordon does with a result of the stop, by class; for those who read the API's description. */
const consequences: Readonly<Record<ResultClass, string>> = {
  stopped: 'the whole sum is held; the clock stops, and 48 hours run from `effectiveAt`',
  partly: 'what was left is held; otherwise as with 0000. Name the outflows',
  fix: 'the order goes back to the officer, who puts it right and sends it again as a new order on the same alarm clock',
  papers: 'the order goes back to the officer, who hands in the paper and sends it again as a new order on the same alarm clock',
  already: 'another order holds the account; the officer may have this order wait in line',
  retry: 'not an answer yet: the clock runs on, the bank is asked again after growing pauses, in the end by telephone',
  final: 'the order has failed and is not sent again',
};

/** A bank's result code; its description explains every code. */
export const ResultCode = z.enum(resultCodeList).meta({ description: explanation() });

function explanation(): string {
  const rows = resultCodeList.map((code) => {
    const { class: resultClass, meaning } = resultCodes[code];
    return `| \`${code}\` | ${meaning} | ${resultClass} | ${consequences[resultClass]} |`;
  });
  return [
    'What became of the instruction (业务应答码), and what Cordon does with it if the instruction is a stop:',
    ['| code | meaning | class | what Cordon does |', '|---|---|---|---|', ...rows].join('\n'),
    'Of an instruction after the stop: 0000 (and 1200 for `extend`, `freeze`, `renew`) means that it is carried out, 1100 and 1101 that it is asked again; every other code declines it, and the account stays as it was. Of a `recall`: 0000 and 0400 mean that nothing is held.',
  ].join('\n\n');
}
