import { Alert, RaiseAlert, Victim } from '../../shared/alerts/model.ts';
import { KeySet, RegisterBank } from '../../shared/banks/model.ts';
import { BankInstruction, FundGraph, OrderView, RequestView } from '../../shared/freezes/answers.ts';
import {
  AddDocuments,
  Approval,
  CorrectOrder,
  ExtendOrder,
  Filing,
  FreezeOrder,
  RenewOrder,
  UnfreezeOrder,
} from '../../shared/freezes/instructions.ts';
import {
  AccountToStop,
  BankReceipt,
  BankResult,
  OrderDocument,
  Outflow,
  RequestFreeze,
  Transfer,
} from '../../shared/freezes/model.ts';
import { ResultCode } from '../../shared/freezes/result-codes.ts';
import { TraceEdge } from '../../shared/freezes/stop-order.ts';
import type { Components } from '../../shared/http/create-openapi.ts';
import { Officer } from '../../shared/kernel/people.ts';

/** The schemas that have a name in the API's document. A name once published stays. */
export const components: Components = {
  AccountToStop,
  AddDocuments,
  Alert,
  Approval,
  BankInstruction,
  BankReceipt,
  BankResult,
  CorrectOrder,
  Filing,
  FreezeOrder,
  FundGraph,
  KeySet,
  Officer,
  OrderDocument,
  OrderView,
  Outflow,
  RaiseAlert,
  RegisterBank,
  RenewOrder,
  RequestFreeze,
  RequestView,
  ResultCode,
  SignedReason: ExtendOrder,
  TraceEdge,
  Transfer,
  UnfreezeOrder,
  Victim,
};
