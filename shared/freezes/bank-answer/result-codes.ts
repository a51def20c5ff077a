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

/** A bank's result code. The API's description explains each (`functions/openapi/result-code-text.ts`). */
export const ResultCode = z.enum(resultCodeList);
