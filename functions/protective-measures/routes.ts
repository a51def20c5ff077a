import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { districts } from '../../shared/kernel/context.ts';
import { ProtectiveMeasureId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { LiftProtection, OrderProtection, ProlongProtection } from '../../shared/protective-measures/bodies.ts';
import { protectionLifecycle } from '../../shared/protective-measures/protection-lifecycle.ts';
import { ProtectionEntry, ProtectionView } from '../../shared/protective-measures/views.ts';
import { liftExample, orderExample, prolongExample } from './examples.ts';

const OfMeasure = z.strictObject({ protectionId: ProtectiveMeasureId });

/** The common parts of every command on a protective measure. */
const onMeasure = {
  method: 'POST',
  tag: 'protective measures',
  params: OfMeasure,
  ifMatch: true,
  access: { action: 'protection.lift' },
  answers: { 200: ProtectionView },
} as const;

export const protectionRoutes = defineRoutes({
  orderProtection: {
    method: 'POST',
    path: '/v1/protective-measures',
    summary: "Have a person's own account protected by its bank, with consent or an approval; what stands already is joined",
    tag: 'protective measures',
    access: { action: 'protection.order' },
    body: OrderProtection,
    answers: { 201: ProtectionView, 200: ProtectionView },
    refusals: [
      'PROTECTION_TOO_LONG',
      'PROTECTION_DISTRICT_MISSING',
      'TIME_IN_FUTURE',
      'BANK_UNKNOWN',
      'APPROVAL_UNKNOWN',
      'APPROVAL_OF_OTHER_MATTER',
      'APPROVAL_USED_BEFORE',
      'APPROVAL_LAPSED',
      'APPROVAL_NOT_GRANTED',
      'APPROVER_ACTS',
      'APPROVER_IS_OFFICER',
    ],
    example: orderExample,
  },
  listProtections: {
    method: 'GET',
    path: '/v1/protective-measures',
    summary: 'List the protective measures of a district that stand, what ends first',
    tag: 'protective measures',
    access: { action: 'protection.list' },
    query: PageQuery.extend({
      district: z.enum(districts).optional().meta({ description: 'By default your own; agencies of the whole city name one.' }),
    }),
    answers: { 200: pageOf(ProtectionEntry) },
    refusals: [],
  },
  getProtection: {
    method: 'GET',
    path: '/v1/protective-measures/{protectionId}',
    summary: 'Read a protective measure: whose account, on what it rests, how it stands at the bank',
    tag: 'protective measures',
    access: { action: 'protection.read' },
    params: OfMeasure,
    answers: { 200: ProtectionView },
    refusals: [],
  },
  liftProtection: {
    ...onMeasure,
    path: '/v1/protective-measures/{protectionId}/lift',
    summary: 'End it at once, after you checked who asks: the bank is told, urgently',
    during: statesFor(protectionLifecycle, 'lift'),
    body: LiftProtection,
    refusals: ['PROTECTION_STATE_FORBIDS'],
    example: liftExample,
  },
  prolongProtection: {
    ...onMeasure,
    path: '/v1/protective-measures/{protectionId}/prolong',
    summary: 'Let it run on with a new consent, within what the policy allows in all',
    during: statesFor(protectionLifecycle, 'prolong'),
    body: ProlongProtection,
    refusals: ['PROTECTION_STATE_FORBIDS', 'PROTECTION_TOO_LONG', 'PROTECTION_NOT_LONGER', 'TIME_IN_FUTURE'],
    example: prolongExample,
  },
});
