import { addDocuments } from '../../shared/freezes/order/documents.ts';
import { orderExtension, orderFreeze, orderRelease } from '../../shared/freezes/order/instruct.ts';
import type { AddDocuments, ExtendOrder, FreezeOrder, ReleaseOrder } from '../../shared/freezes/order/instructions.ts';
import { freezeMatter, releaseMatter } from '../../shared/freezes/order/questions.ts';
import { commandOnOrder, ofOrderAlone } from './command-on-order.ts';

/*
 * The operations on one order that officers also ask for on several orders of a case at once (`bulk.ts`).
 */

export const extendOne = commandOnOrder<202, ExtendOrder>(202, orderExtension);

export const releaseOne = commandOnOrder<202, ReleaseOrder>(202, orderRelease, {
  act: releaseMatter,
  instruction: 'release',
  rests: (body) => body,
});

export const freezeOne = commandOnOrder<202, FreezeOrder>(202, orderFreeze, {
  act: (order, body, filing) => (filing === undefined ? undefined : freezeMatter(order, body, filing)),
  instruction: 'freeze',
  rests: (body) => body,
});

export const addDocumentsToOne = commandOnOrder<200, AddDocuments>(200, ofOrderAlone(addDocuments));
