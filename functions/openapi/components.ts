import * as z from 'zod';
import { AlertView } from '../../shared/alerts/answers.ts';
import { RaiseAlert } from '../../shared/alerts/bodies.ts';
import { Victim } from '../../shared/alerts/model.ts';
import { KeySet, RegisterBank } from '../../shared/banks/model.ts';
import { ConsultationChanged, ConsultationEntry, ConsultationView, OpinionView } from '../../shared/consultations/answers.ts';
import { BankInstruction, BankReading, FundGraph, OrderView, RequestView } from '../../shared/freezes/answers.ts';
import { AccountOutflow, Outflow, OutflowLine } from '../../shared/freezes/bank-answer/outflows/model.ts';
import { ResultCode } from '../../shared/freezes/bank-answer/result-codes.ts';
import {
  AccountToStop,
  BankReceipt,
  BankResult,
  OrderDocument,
  OrderedAccount,
  RequestFreeze,
  TellOutflows,
} from '../../shared/freezes/model.ts';
import { Filing } from '../../shared/freezes/order/filing.ts';
import {
  AddDocuments,
  CorrectOrder,
  ExtendOrder,
  FreezeOrder,
  Approval as OrderApproval,
  RenewOrder,
  UnfreezeOrder,
} from '../../shared/freezes/order/instructions.ts';
import { TraceEdge } from '../../shared/freezes/order/stop-order.ts';
import { TransactionTarget, Transfer } from '../../shared/freezes/transfer.ts';
import type { Components } from '../../shared/http/create-openapi.ts';
import { Officer } from '../../shared/kernel/people.ts';
import { ResponsibleUnits } from '../../shared/listed-cases/level.ts';
import { ListingApproval, Progress } from '../../shared/listed-cases/model.ts';
import { MeetingView } from '../../shared/meetings/views.ts';
import { PushedNotice } from '../../shared/notifications/model.ts';
import { resultCodeText } from './result-code-text.ts';

z.globalRegistry.add(ResultCode, { description: resultCodeText() });

/** The schemas that have a name in the API's document. A name once published stays. */
export const components: Components = {
  AccountOutflow,
  AccountToStop,
  AddDocuments,
  Alert: AlertView,
  OrderApproval,
  BankInstruction,
  BankReading,
  BankReceipt,
  BankResult,
  ConsultationChanged,
  ConsultationEntry,
  ConsultationView,
  CorrectOrder,
  Filing,
  FreezeOrder,
  FundGraph,
  KeySet,
  ListingApproval,
  ListingProgress: Progress,
  MeetingView,
  Officer,
  OpinionView,
  OrderDocument,
  OrderedAccount,
  OrderView,
  Outflow,
  OutflowLine,
  PushedNotice,
  RaiseAlert,
  RegisterBank,
  RenewOrder,
  RequestFreeze,
  RequestView,
  ResponsibleUnits,
  ResultCode,
  SignedReason: ExtendOrder,
  TellOutflows,
  TraceEdge,
  TransactionTarget,
  Transfer,
  UnfreezeOrder,
  Victim,
};
