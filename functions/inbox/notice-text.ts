import { beijingDay } from '../../shared/kernel/beijing.ts';
import { epoch, HOUR, instant } from '../../shared/kernel/time.ts';
import { filled } from '../../shared/labels/filled.ts';
import { type Label, label } from '../../shared/labels/label.ts';
import { notice as words } from '../../shared/labels/notices.ts';
import type { Notice } from '../../shared/notifications/model.ts';

/** The notice is of a release that knows more facts than this one. */
const ofLaterRelease = label('有新的通知', 'There is news');

const table: Readonly<Record<string, Label>> = words;

/**
 * What the notice says happened, in both languages. A value that is not known leaves its clause out.
 *
 * @param bankName if the reader may see which bank it is
 */
export function noticeText({ what, counts = {}, dueAt }: Pick<Notice, 'what' | 'counts' | 'dueAt'>, bankName?: string): Label {
  const { stoppedFen, opened, held } = counts;
  const values: Readonly<Record<string, string | undefined>> = {
    bank: bankName,
    sum: stoppedFen === undefined ? undefined : yuan(stoppedFen),
    opened: opened === undefined ? undefined : String(opened),
    held: held === undefined ? undefined : String(held),
    until: dueAt === undefined ? undefined : beijingMinute(dueAt),
  };
  const { zh, en } = table[what] ?? ofLaterRelease;
  return label(filled(zh, values), filled(en, values));
}

/** @param fen in fen @returns yuan with two decimals and marked thousands, as people write them: `10,000.00` */
function yuan(fen: number): string {
  const digits = String(Math.floor(fen / 100)).replaceAll(/\B(?=(?:[0-9]{3})+$)/g, ',');
  return `${digits}.${String(fen % 100).padStart(2, '0')}`;
}

/** The minute in Beijing: `2026-11-22 09:30`. */
function beijingMinute(at: string): string {
  return `${beijingDay(at)} ${instant(epoch(at) + 8 * HOUR).slice(11, 16)}`;
}
