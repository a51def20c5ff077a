import * as z from 'zod';
import type { AuditedKind, DueKind, ToldKind } from '../../journal/kind.ts';
import { districts } from '../../kernel/context.ts';
import type { Thing } from '../../kernel/thing.ts';
import { advance } from './deadlines.ts';
import type { RegionalMeasure } from './measure-model.ts';
import { RegionalMeasures } from './measures.ts';

/** The members of a measure that decide who may see it. */
interface SeenMeasure {
  readonly target: Pick<RegionalMeasure['target'], 'district' | 'agency'>;
  readonly issuedBy: string;
  readonly steps: readonly Pick<RegionalMeasure['steps'][number], 'jointWith'>[];
}

/** A measure belongs to its district and its issuer; the agency it is on may see and answer it; agencies called to a step may see it. */
export function measureThing({ target, issuedBy, steps }: SeenMeasure): Thing {
  return { ...answering({ target, issuedBy }), parties: steps.flatMap(({ jointWith }) => jointWith) };
}

function answering({ target: { district, agency }, issuedBy }: Omit<SeenMeasure, 'steps'>): Thing {
  return { district, agencies: [issuedBy], ...(agency === undefined ? {} : { aimedAt: agency }) };
}

/** Its history is for those who answer for it: an agency that was called to sit at a step reads the measure. */
export const auditedMeasure: AuditedKind<Omit<SeenMeasure, 'steps'>> = {
  stream: 'regional-measure',
  starts: 'ntc_',
  reader: {
    members: () =>
      z.object({
        issuedBy: z.string(),
        target: z.object({ district: z.enum(districts), agency: z.string().exactOptional() }),
      }),
    thing: answering,
  },
};

export const toldMeasure: ToldKind<RegionalMeasure> = {
  type: RegionalMeasures,
  about: ({ reference, target, issuedBy }) => ({
    district: target.district,
    reference,
    agencies: target.agency === undefined ? [] : [target.agency],
    parties: [issuedBy],
  }),
};

export const dueMeasure: DueKind<RegionalMeasure> = { type: RegionalMeasures, due: advance };
