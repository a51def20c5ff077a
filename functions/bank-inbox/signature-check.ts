import { createHash } from 'node:crypto';
import * as z from 'zod';
import { algorithmsOf } from '../../shared/banks/key-set.ts';
import { Banks } from '../../shared/banks/streams.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { type Examined, examineSignature } from '../../shared/http/examine-signature.ts';
import { signatureAdvice, signatureFaults } from '../../shared/http/signature-faults.ts';
import { keysIn } from '../../shared/http/signature-reading.ts';
import { forCordon, MAX_SIGNED_BYTES } from '../../shared/http/signed-by.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { bankInboxRoutes } from './routes.ts';

/** A body that names the instruction that it answers. */
const Naming = z.looseObject({ instructionId: z.string() });

/** Says what is wrong with a signature of the caller's own. It reads the caller's keys, and changes nothing. */
export const signatureCheck: Operations<Pick<typeof bankInboxRoutes, 'checkSignature'>, ApiTools> = {
  checkSignature: async (request, { journal }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { state: bank } = await journal.load(Banks, request.actor.agency);
    const { bytes, signature } = request.sent;
    const context = request.context();
    const named = Naming.safeParse(request.body).data?.instructionId;
    const { faults, advice, madeWith, ...found } =
      bytes.byteLength > MAX_SIGNED_BYTES
        ? tooLarge
        : await examineSignature(
            bytes,
            signature,
            bank?.jwks,
            forCordon({ orderId: request.query.orderId, instructionId: named }, context),
          );
    const keys = keysIn(bank?.jwks).map((key) => ({ ...kidOf(key), algorithms: [...algorithmsOf(key)] }));
    return request.answer(200, {
      valid: faults.length === 0,
      faults: faults.map((code) => ({ code, ...signatureFaults[code] })),
      advice: advice.map((code) => ({ code, ...signatureAdvice[code] })),
      ...found,
      ...(madeWith === undefined ? {} : { madeWith }),
      bytes: { length: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') },
      keys,
      now: context.now,
    });
  },
};

const tooLarge: Examined = { faults: ['body-too-large'], advice: [] };

function kidOf({ kid }: { readonly kid?: string | undefined }): { readonly kid?: string } {
  return kid === undefined ? {} : { kid };
}
