import type { Schemas } from '../api/client.ts';

/** What Cordon asks the bank of an account, or of money that goes back. */
export type Question = Schemas['BankQuestionReading'];

/** Under which the questions that wait for the bank are kept. */
export const questionsKey = ['bank-questions'] as const;
