import { recordPhoneResult } from '../../shared/freezes/bank-answer/phone-result.ts';
import { recordPhoneAttempt } from '../../shared/freezes/order/phone-attempt.ts';
import { giveBack, takeOn } from '../../shared/freezes/order/take-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { createApi } from '../../shared/http/create-api.ts';
import { type ApiTools, createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { commandOnOrder, ofOrderAlone } from './command-on-order.ts';
import { FreezesEnv } from './env.ts';
import { phoneRoutes } from './phone-routes.ts';

export const phoneOperations: Operations<typeof phoneRoutes, ApiTools> = {
  recordPhoneResult: commandOnOrder(200, recordPhoneResult),
  recordPhoneAttempt: commandOnOrder(200, recordPhoneAttempt),
  takeOnOrder: commandOnOrder(200, takeOn),
  giveBackOrder: commandOnOrder(200, ofOrderAlone(giveBack)),
};

/**
 * The API by which officers record a bank's answer by telephone, and who of them calls. It uses the same deciders as a bank's own answer, so
 * it is a function of its own.
 */
export const handler = createApi(phoneRoutes, phoneOperations, () => createApiTools(FreezesEnv.parse(process.env)), createLog());
