import { KeySet, RegisterBank } from '../../shared/banks/model.ts';
import { BankInstruction, BankReading } from '../../shared/freezes/answers.ts';
import { Outflow } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { type ResultClass, resultCodeList, resultCodes } from '../../shared/freezes/bank-answer/result-codes.ts';
import { BankReceipt, BankResult } from '../../shared/freezes/model.ts';
import { type InstructionKind, instructionKinds } from '../../shared/freezes/order/instructions.ts';
import { TransactionTarget, Transfer } from '../../shared/freezes/transfer.ts';
import { type ApiInfo, createOpenApi, type TokenPlace } from '../../shared/http/create-openapi.ts';
import { BankObjectionView } from '../../shared/objections/views.ts';
import { bankRoutes } from '../bank/routes.ts';
import { bankInboxRoutes } from '../bank-inbox/routes.ts';
import { bankLineRoutes } from '../bank-lines/routes.ts';
import { bankOrderRoutes } from '../bank-orders/routes.ts';
import { bankWebhooks } from '../bank-orders/webhooks.ts';
import { bankQuestionRoutes } from '../bank-questions/routes.ts';
import { questionWebhooks } from '../bank-questions/webhooks.ts';
import { bankTestRoutes } from '../bank-tests/routes.ts';
import { objectionRoutes } from '../objections/routes.ts';
import { systemRoutes } from '../system/routes.ts';
import { openApiRoutes } from './routes.ts';
import { type Variant, withVariants } from './variants.ts';

const info: ApiInfo = {
  title: 'Cordon for banks',
  version: '1.0.0',
  description: [
    'The calls of a bank, and the pushes to it. The guide is docs/banks.md.',
    'Get a token at the token URL with client credentials, and send it with every call. Sums are integer fen. Times go in as ISO 8601 with an offset and come out in UTC. Errors are problems (RFC 9457) with a stable `code`; `TIME_IN_FUTURE` tells the time of Cordon in `now`, so that you can set your clock.',
    'Each push and each body of a bank that has registered keys is signed: `x-jws-signature`. Ignore members that you do not know: the document grows.',
  ].join('\n\n'),
  tags: [
    { name: 'bank side', description: 'What banks pull and answer' },
    { name: 'objections', description: 'Objections that you raise for people, and those at your accounts' },
    { name: 'banks', description: 'What is registered of your bank' },
    { name: 'system', description: 'The keys that pushes are signed with, and this document' },
  ],
};

const { getHealth, getKeys, getPolicy } = systemRoutes;
const { getBankOpenApi } = openApiRoutes;
const { listBanks: _, ...ownRoutes } = bankRoutes;
const { getConformance: __, switchMode: ___, ...testRoutes } = bankTestRoutes;

const { raiseObjection, listObjections, getObjection, giveInformation, withdrawObjection, requestSupervision } = objectionRoutes;
const answers = { 200: BankObjectionView };
/** A bank sees a part of an objection, never the order's papers. */
const ownObjections = {
  ...{ raiseObjection, listObjections },
  getObjection: { ...getObjection, answers },
  giveInformation: { ...giveInformation, answers },
  withdrawObjection: { ...withdrawObjection, answers },
  requestSupervision: { ...requestSupervision, answers },
};

/** The schemas that have a name here, as in the whole document; those that name themselves come in with their routes. */
const bankComponents = {
  BankInstruction,
  BankReading,
  BankReceipt,
  BankResult,
  KeySet,
  Outflow,
  RegisterBank,
  TransactionTarget,
  Transfer,
};

/** The description of a bank's calls and pushes, from the same tables as the whole. */
export function bankDocument(tokens: TokenPlace) {
  const systemCalls = { getHealth, getKeys, getPolicy, getBankOpenApi };
  const tables = [
    bankInboxRoutes,
    bankOrderRoutes,
    bankQuestionRoutes,
    bankLineRoutes,
    ownObjections,
    ownRoutes,
    testRoutes,
    systemCalls,
  ];
  const document = createOpenApi({ ...info, tokens }, tables, { ...bankWebhooks, ...questionWebhooks }, bankComponents);
  const schemas = { ...document.components?.schemas };
  const pushed = withVariants(schemas, 'BankInstruction', 'instruction', instructionVariants('Instruction'));
  const pulled = withVariants(pushed, 'BankReading', 'instruction', instructionVariants('Reading'));
  const told = withVariants(pulled, 'BankResult', 'code', resultVariants());
  return { ...document, components: { ...document.components, schemas: told } };
}

const names: Readonly<Record<InstructionKind, string>> = {
  stop: 'Stop',
  recall: 'Recall',
  extend: 'Extend',
  release: 'Release',
  freeze: 'Freeze',
  renew: 'Renew',
  unfreeze: 'Unfreeze',
  narrow: 'Narrow',
};

const meanings: Readonly<Record<InstructionKind, string>> = {
  stop: 'Stop payment from the account, for 48 hours from when you execute it.',
  recall: 'Do not execute the stop any more: the officers take it back. If you have executed it, say so.',
  extend: 'Hold the account for another 48 hours.',
  release: 'Let the account go before the 48 hours are over.',
  freeze: 'Freeze the account: the case is filed.',
  renew: 'Freeze it for another term.',
  unfreeze: 'End the freeze before its term.',
  narrow: 'Hold only the sum `amountFen` from now on; let the rest go at once. The term runs on.',
};

/** Instructions that run for months. */
const withTerm: readonly InstructionKind[] = ['freeze', 'renew'];

function instructionVariants(form: 'Instruction' | 'Reading'): readonly Variant[] {
  return instructionKinds.map((kind) => ({
    name: `${names[kind]}${form}`,
    description: meanings[kind],
    values: [kind],
    ...(withTerm.includes(kind) ? { requires: ['termMonths'] } : { without: ['termMonths'] }),
  }));
}

function resultVariants(): readonly Variant[] {
  const codesOf = (...classes: readonly ResultClass[]) =>
    resultCodeList.filter((code) => classes.includes(resultCodes[code].class));
  const nothingHeld = ['stoppedFen', 'expiresAt'];
  return [
    {
      name: 'ExecutedResult',
      description: 'You executed the instruction, for all or for what was there. In answer to a stop give `stoppedFen`, too.',
      values: codesOf('stopped', 'partly'),
      requires: ['effectiveAt'],
    },
    { name: 'HeldAlreadyResult', description: 'The account is stopped or frozen already.', values: codesOf('already') },
    {
      name: 'BackToOfficerResult',
      description: 'The order needs a correction, or a paper is missing; nothing is held.',
      values: codesOf('fix', 'papers'),
      without: nothingHeld,
    },
    {
      name: 'TryAgainResult',
      description: 'Not an answer yet: you are asked again.',
      values: codesOf('retry'),
      without: nothingHeld,
    },
    { name: 'FailedResult', description: 'It cannot be done; nothing is held.', values: codesOf('final'), without: nothingHeld },
  ];
}
