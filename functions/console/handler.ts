import { randomBytes } from 'node:crypto';
import { GatewayEvent } from '../../shared/http/gateway-event.ts';
import { once } from '../platform/once.ts';
import { answerConsole, type ConsoleAnswer } from './answer.ts';
import { ConsoleAround } from './env.ts';
import { openSite } from './site.ts';

const NONCE_BYTES = 18;
const site = once(() => openSite(import.meta.dirname, ConsoleAround.parse(process.env)));

/** The console: its page and its files, the same for all. It knows no journal, and needs no token. */
export const handler = async (event: unknown): Promise<ConsoleAnswer> =>
  answerConsole(GatewayEvent.parse(event), site(), randomBytes(NONCE_BYTES).toString('base64'));
