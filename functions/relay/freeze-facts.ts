import * as z from 'zod';
import { AlertFact, SourceReferenceFact } from '../../shared/alerts/model.ts';
import { VictimFact } from '../../shared/alerts/victim.ts';
import { BankFact, CircuitFact } from '../../shared/banks/model.ts';
import { AccountFact } from '../../shared/freezes/account/account-register.ts';
import { FreezeRequestFact } from '../../shared/freezes/model.ts';
import { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { StatsFact } from '../../shared/freezes/stats/stats.ts';
import { TraceCountFact } from '../../shared/freezes/trace/trace-counts.ts';
import { ImpactFact } from '../../shared/standards/impact/impact-model.ts';

/** The facts of alerts, banks, orders and accounts. Those of impact runs stand here too, because this relay starts workflows. */
export const FreezeFact = z.discriminatedUnion('type', [
  AlertFact,
  SourceReferenceFact,
  VictimFact,
  BankFact,
  CircuitFact,
  FreezeRequestFact,
  OrderFact,
  AccountFact,
  StatsFact,
  TraceCountFact,
  ImpactFact,
]);
