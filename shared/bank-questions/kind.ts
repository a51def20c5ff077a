import * as z from 'zod';
import type { AuditedKind, DueKind } from '../journal/kind.ts';
import { districts } from '../kernel/context.ts';
import type { Thing } from '../kernel/thing.ts';
import { advanceQuestion } from './question/ask-bank.ts';
import type { BankQuestion } from './question/model.ts';
import type { Statement } from './statement/model.ts';
import { BankQuestions, Watches } from './streams.ts';
import type { Watch } from './watch/model.ts';
import { advanceWatch } from './watch/run-watch.ts';

/** The members of a question that decide who may see it. */
interface SeenQuestion {
  readonly bankId: string;
  readonly authority: Pick<BankQuestion['authority'], 'agency' | 'district'>;
}

/** A question is for the police of its order, and for the bank that it is put to. */
export function questionThing({ bankId, authority: { agency, district } }: SeenQuestion): Thing {
  return { district, agencies: [agency], addressedTo: bankId };
}

export const auditedQuestion: AuditedKind<SeenQuestion> = {
  stream: 'bank-question',
  starts: 'ins_',
  reader: {
    members: () => z.object({ bankId: z.string(), authority: z.object({ agency: z.string(), district: z.enum(districts) }) }),
    thing: questionThing,
  },
};

export const dueQuestion: DueKind<BankQuestion> = { type: BankQuestions, due: advanceQuestion };

/** The members of what police asked of the bank of an order that decide who may see it. */
export type SeenOfOrder = Pick<Statement, 'bankId' | 'district' | 'agency' | 'alertId'>;

/** It is for the police of its order, and for its bank. */
export function thingOfOrder({ bankId, district, agency }: Pick<SeenOfOrder, 'bankId' | 'district' | 'agency'>): Thing {
  return { district, agencies: [agency], addressedTo: bankId };
}

const membersOfOrder = () =>
  z.object({ bankId: z.string(), district: z.enum(districts), agency: z.string(), alertId: z.string() });

export const auditedStatement: AuditedKind<SeenOfOrder> = {
  stream: 'statement',
  starts: 'stm_',
  timeline: 'money',
  reader: { members: membersOfOrder, thing: thingOfOrder, alarm: ({ alertId }) => alertId },
};

/** Who holds an account is for the police of the order alone, also where its alarm was handed over. */
export const auditedHolderRequest: AuditedKind<SeenOfOrder> = {
  stream: 'holder-request',
  starts: 'hld_',
  reader: { members: membersOfOrder, thing: thingOfOrder },
};

export const auditedWatch: AuditedKind<SeenOfOrder> = {
  stream: 'watch',
  starts: 'wch_',
  reader: { members: membersOfOrder, thing: thingOfOrder, alarm: ({ alertId }) => alertId },
};

export const dueWatch: DueKind<Watch> = { type: Watches, due: advanceWatch };
