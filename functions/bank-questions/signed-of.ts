import { Banks } from '../../shared/banks/streams.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { signedBy } from '../../shared/http/signed-by.ts';
import type { Journal } from '../../shared/journal/journal.ts';

/** What a bank's word is about. */
interface About {
  readonly orderId?: string | undefined;
  readonly instructionId: string;
}

/** The calling bank's signature of its body, checked: it must sign if it has keys, for this order and question if it names them. */
export async function signedOf(
  request: Call,
  journal: Journal,
  { orderId, instructionId }: About,
  most?: number,
): ReturnType<typeof signedBy> {
  const bank = await journal.load(Banks, request.actor.agency);
  return signedBy(request, bank.state, { orderId, instructionId }, most);
}
