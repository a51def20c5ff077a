import * as z from 'zod';
import type { Thing } from '../../shared/access/decide-access.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import { districts } from '../../shared/kernel/context.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import {
  alertThing,
  approvalThing,
  bankThing,
  decisionThing,
  impactThing,
  listedCaseThing,
  measureThing,
  orderThing,
  requestThing,
} from '../lookups/things.ts';
import { readOnly } from '../platform/read-only.ts';

/** A stream as the audit reads it: a few members of its state decide who may see its history, so it looks at no others. */
export interface Audited {
  readonly loaded: Loaded<unknown, Fact>;
  readonly thing: Thing;
}

type Read = (journal: Journal, id: string) => Promise<Audited | undefined>;

const District = z.enum(districts);
function kind<State>(name: string, state: z.ZodType<State>, thingOf: (state: State) => Thing): Read {
  const type = readOnly(name, state);
  return async (journal, id) => {
    const loaded = await journal.load(type, id);
    return loaded.state === undefined ? undefined : { loaded, thing: thingOf(loaded.state) };
  };
}

const any = z.object({});
const nothing = (): Thing => ({});

export const Proposed = readOnly('proposal', z.object({ proposedBy: z.string(), districts: z.array(District) }));
export { impactThing as proposalThing };

/** The kinds of streams whose audit follows from who may see the thing, by the prefix of their ids. */
export const kinds: Readonly<Record<string, Read>> = {
  alt: kind('alert', z.object({ district: District, raisedBy: z.string() }), alertThing),
  frq: kind('freeze-request', z.object({ district: District, agency: z.string() }), requestThing),
  ord: kind('order', z.object({ district: District, agency: z.string(), account: z.object({ bankId: z.string() }) }), orderThing),
  apr: kind(
    'approval',
    z.object({
      district: District,
      askedBy: z.object({ agency: z.string() }),
    }),
    approvalThing,
  ),
  std: kind('standard', any, nothing),
  imp: kind('impact', any, nothing),
  dec: kind('recorded-decision', z.object({ district: District }), decisionThing),
  lst: kind(
    'listed-case',
    z.object({
      district: District,
      units: z.object({ bureau: z.string(), district: z.string(), cyber: z.string() }).exactOptional(),
      proposal: z.object({ by: z.string() }).exactOptional(),
      agencies: z.array(z.string()).exactOptional(),
    }),
    listedCaseThing,
  ),
  // its history is for the agencies that answer for it: an agency that was called to a step reads the measure itself
  ntc: kind(
    'regional-measure',
    z.object({ issuedBy: z.string(), target: z.object({ district: District, agency: z.string().exactOptional() }) }),
    (measure) => {
      const { parties, ...thing } = measureThing({ ...measure, steps: [] });
      return thing;
    },
  ),
  // the desk, and the pushes, are for the city's command: the thing itself has its own audit
  inb: kind('inbox-entry', any, nothing),
  webhook: kind('webhook', any, nothing),
  agency: kind('agency', any, nothing),
  bank: kind('bank', z.object({ bankId: z.string() }), ({ bankId }) => bankThing(bankId)),
};
