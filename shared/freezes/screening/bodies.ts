import * as z from 'zod';
import { broken } from '../../kernel/broken.ts';
import { PositiveFen } from '../../kernel/money.ts';
import { prose, TwoOfficers } from '../../kernel/people.ts';
import { Instant } from '../../kernel/time.ts';
import { Finding } from '../order/instruction-kinds.ts';
import { EvidenceNamed, TellingWay } from './model.ts';

/** A finding (甄别结论): linked, in part, or not. Two different officers sign. */
export const RecordFinding = z
  .strictObject({
    finding: Finding,
    linkedFen: PositiveFen.optional().describe(
      'With `partly-linked`: the sum that is linked, and stays frozen; the rest goes free.',
    ),
    grounds: prose(2_000),
    evidence: z
      .array(EvidenceNamed)
      .max(50)
      .describe('What the finding rests on; at least one piece, unless nothing links the money.'),
    officers: TwoOfficers,
  })
  .check(({ value, issues }) => {
    const { finding, linkedFen, evidence } = value;
    if (finding === 'partly-linked' && linkedFen === undefined) issues.push(broken('linkedFen', 'is required'));
    if (finding !== 'partly-linked' && linkedFen !== undefined)
      issues.push(broken('linkedFen', 'must be absent unless a part is linked'));
    if (finding !== 'unlinked' && evidence.length === 0) issues.push(broken('evidence', 'must name at least one piece'));
  });
export type RecordFinding = z.infer<typeof RecordFinding>;

/** That the owner of money that goes free was told (告知权利人). */
export const TellOwner = z.strictObject({ toldAt: Instant, way: TellingWay });
export type TellOwner = z.infer<typeof TellOwner>;
