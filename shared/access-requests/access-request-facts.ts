import * as z from 'zod';
import { fact } from '../kernel/fact.ts';
import { AgencyId } from '../kernel/ids.ts';
import { AccessRequest } from './model.ts';

const { granted, declined } = AccessRequest.shape;
/** The agency that asked, which is told of the end. */
const askedBy = AgencyId;

/** Everything that can happen to a request. `at` is when it was recorded. */
export const AccessRequestFact = z.discriminatedUnion('type', [
  fact('access-request.asked', {
    request: AccessRequest.omit({ status: true, askedAt: true, granted: true, declined: true }),
  }),
  fact('access-request.granted', { granted: granted.unwrap().omit({ at: true }), askedBy }),
  fact('access-request.declined', { declined: declined.unwrap().omit({ at: true }), askedBy }),
  fact('access-request.withdrawn', {}),
  fact('access-request.lapsed', { askedBy }),
]);
export type AccessRequestFact = z.infer<typeof AccessRequestFact>;
export type AccessRequestFactType = AccessRequestFact['type'];
