import { textsOf } from '../words/texts.ts';

/** The texts of a choice of days. */
export const periodTexts = textsOf(
  { today: '今天', thisMonth: '本月', lastMonth: '上月', thisYear: '今年', from: '从', to: '到' },
  { today: 'Today', thisMonth: 'This month', lastMonth: 'Last month', thisYear: 'This year', from: 'From', to: 'To' },
);
