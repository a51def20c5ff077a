import type * as z from 'zod';
import { Filing } from '../../shared/freezes/order/filing.ts';
import { ObjectionView } from '../../shared/objections/views.ts';
import { OrderObjectedTo } from './order-view.ts';

/** An objection with the order that it is about, for those who see all of it. */
export const ObjectionAnswer = ObjectionView.extend({
  order: OrderObjectedTo.optional().describe('For those who see all: the order, and what it rests on.'),
  filing: Filing.optional().describe('For those who see all: the filing of the case that the order belongs to.'),
}).meta({ id: 'Objection' });
export type ObjectionAnswer = z.input<typeof ObjectionAnswer>;
