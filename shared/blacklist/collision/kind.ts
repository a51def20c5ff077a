import * as z from 'zod';
import type { AuditedKind, ToldKind } from '../../journal/kind.ts';
import { districts } from '../../kernel/context.ts';
import type { Thing } from '../../kernel/thing.ts';
import type { Collision } from './collision-model.ts';

type SeenCollision = Pick<Collision, 'district' | 'agency'>;

/** A collision is of the police of its alarm, and of those that answer for the order by which it was met. */
export function collisionThing({ district, agency }: SeenCollision): Thing {
  return { district, agencies: [agency] };
}

export const auditedCollision: AuditedKind<SeenCollision & Pick<Collision, 'alertId'>> = {
  stream: 'collision',
  starts: 'col_',
  reader: {
    members: () => z.object({ district: z.enum(districts), agency: z.string(), alertId: z.string() }),
    thing: collisionThing,
    alarm: ({ alertId }) => alertId,
  },
};

export const toldCollision: ToldKind<SeenCollision & Pick<Collision, 'reference'>> = {
  stream: 'collision',
  members: () => z.object({ district: z.enum(districts), agency: z.string(), reference: z.string() }),
  about: ({ district, agency, reference }) => ({ district, agencies: [agency], reference }),
};
