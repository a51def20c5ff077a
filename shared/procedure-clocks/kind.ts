import * as z from 'zod';
import type { AuditedKind, DueKind } from '../journal/kind.ts';
import { districts } from '../kernel/context.ts';
import { advanceCaseClocks } from './case-clocks.ts';
import type { CaseClocks } from './clocks-model.ts';
import { ClocksOfCases } from './streams.ts';

/** The history of the clocks is for those who answer for the case. */
export const auditedCaseClocks: AuditedKind<Pick<CaseClocks, 'district' | 'agencies'>> = {
  stream: 'case-clocks',
  starts: 'case-clocks:cas_',
  reader: {
    members: () => z.object({ district: z.enum(districts), agencies: z.array(z.string()) }),
    thing: ({ district, agencies }) => ({ district, agencies }),
  },
};

export const dueCaseClocks: DueKind<CaseClocks> = { type: ClocksOfCases, due: advanceCaseClocks };
