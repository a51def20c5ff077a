import * as z from 'zod';
import { RegionNotice } from './model.ts';

/** A notice as the police read it, with its draft while it is to be sent. */
export const RegionNoticeView = z
  .strictObject({
    ...RegionNotice.shape,
    draft: z
      .strictObject({ zh: z.string(), en: z.string() })
      .optional()
      .describe('What the notice says, while it is to be sent: the officers put it under their letterhead.'),
    version: z.int().positive(),
  })
  .meta({ id: 'RegionNotice' });
export type RegionNoticeView = z.input<typeof RegionNoticeView>;

/** What a list shows of a notice. */
export const RegionNoticeEntry = z
  .strictObject({
    ...RegionNotice.pick({ noticeId: true, caseId: true, alertId: true, district: true, agency: true }).shape,
    ...RegionNotice.pick({ region: true, status: true, frozen: true, dueAt: true, overdueAt: true }).shape,
  })
  .meta({ id: 'RegionNoticeEntry' });
export type RegionNoticeEntry = z.input<typeof RegionNoticeEntry>;

export function regionNoticeView(notice: RegionNotice, version: number): RegionNoticeView {
  return { ...notice, ...(notice.status === 'due' ? { draft: draftOf(notice) } : {}), version };
}

/** No name and no account stands in it: the list of accounts is annexed by the officers. */
function draftOf({ region, frozen, caseNumber }: RegionNotice): { readonly zh: string; readonly en: string } {
  const yuan = (frozen.fen / 100).toFixed(2);
  const ofCase = caseNumber === undefined ? { zh: '', en: '' } : { zh: `（${caseNumber}）`, en: ` (${caseNumber})` };
  return {
    zh: `${region.name}公安机关：我单位因办理电信网络诈骗案件${ofCase.zh}，已依法冻结贵辖区内账户 ${frozen.accounts} 个，金额 ${yuan} 元。现依照规定书面通报，请予支持配合。`,
    en: `To the police of ${region.name}: in a case of telecom fraud${ofCase.en} we have frozen ${frozen.accounts} accounts in your area, ${yuan} yuan in all. You are hereby given written notice as the rules require.`,
  };
}
