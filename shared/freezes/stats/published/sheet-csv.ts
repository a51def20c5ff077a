import type { MonthView } from './month-view.ts';
import type { SheetRow } from './sheet.ts';

type Cell = string | number | undefined;
type Line = Partial<SheetRow>;

/** The columns, each with its name in Chinese and as the API calls it. Sums are fen, times seconds. */
const columns: readonly (readonly [name: string, cell: (row: Line) => Cell])[] = [
  ['排名 rank', ({ rank }) => rank],
  ['应止付 requested', ({ requested }) => requested],
  ['计入时限 judged', ({ judged }) => judged],
  ['按时答复 answeredInTime', ({ answeredInTime }) => answeredInTime],
  ['三十分钟率 rate', ({ rate }) => rate],
  ['逾时答复 answeredLate', ({ answeredLate }) => answeredLate],
  ['逾时(非银行原因) answeredLateNotByBank', ({ answeredLateNotByBank }) => answeredLateNotByBank],
  ['超时 breached', ({ breached }) => breached],
  ['超时(非银行原因) breachedNotByBank', ({ breachedNotByBank }) => breachedNotByBank],
  ['未答复 unanswered', ({ unanswered }) => unanswered],
  ['已止付 stopped', ({ stopped }) => stopped],
  ['部分止付 partlyStopped', ({ partlyStopped }) => partlyStopped],
  ['三十分钟内止付 stoppedInTime', ({ stoppedInTime }) => stoppedInTime],
  ['止付用时中位数(秒) p50', ({ stopTimes }) => stopTimes?.p50],
  ['止付用时90%(秒) p90', ({ stopTimes }) => stopTimes?.p90],
  ['止付用时95%(秒) p95', ({ stopTimes }) => stopTimes?.p95],
  ['止付用时99%(秒) p99', ({ stopTimes }) => stopTimes?.p99],
  ['退回补正 fix', ({ refused }) => refused && (refused.fix ?? 0)],
  ['退回补材料 papers', ({ refused }) => refused && (refused.papers ?? 0)],
  ['已被控制 already', ({ refused }) => refused && (refused.already ?? 0)],
  ['未执行 final', ({ refused }) => refused && (refused.final ?? 0)],
  ['应答码 codes', ({ codes }) => codes && codesText(codes)],
  ['已冻结 frozen', ({ frozen }) => frozen],
  ['已解除 released', ({ released }) => released],
  ['已到期 expired', ({ expired }) => expired],
  ['涉案金额(分) tracedFen', ({ tracedFen }) => tracedFen],
  ['止付金额(分) stoppedFen', ({ stoppedFen }) => stoppedFen],
  ['止付涉案金额(分) stoppedOfTracedFen', ({ stoppedOfTracedFen }) => stoppedOfTracedFen],
  ['在控金额(分) heldFen', ({ heldFen }) => heldFen],
  ['在控涉案金额(分) heldOfTracedFen', ({ heldOfTracedFen }) => heldOfTracedFen],
];

/** Programs for tables take a text without this for one of another encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The sheet of a month as a table in plain text (RFC 4180, UTF-8): a line for all, one for each district, one for each bank, with the
 * edition, the time and the publisher at its end.
 */
export function sheetCsv({ total, districts, banks, ...head }: MonthView): string {
  const { month, edition, publishedAt, publishedBy, countedThrough, policy } = head;
  const lines: readonly (readonly Cell[])[] = [
    ['范围 part', '编号 key', '名称 name', ...columns.map(([name]) => name)],
    ...(total === undefined ? [] : [lineOf('全市 total', month, undefined, total)]),
    ...districts.map((row) => lineOf('区 district', row.key, undefined, row)),
    ...banks.map((row) => lineOf('银行 bank', row.key, row.name, row)),
    [],
    ['月份 month', month],
    ['版次 edition', edition],
    ['公布时间 publishedAt', publishedAt],
    ['公布单位 publishedBy', publishedBy],
    ['统计截至 countedThrough', countedThrough],
    ...(head.reason === undefined ? [] : [['更正原因 reason', head.reason]]),
    ...policy.map(({ name, value }) => [`政策 ${name}`, value]),
  ];
  return BYTE_ORDER_MARK + lines.map((line) => `${line.map(cellText).join(',')}\r\n`).join('');
}

function lineOf(part: string, key: string, name: string | undefined, row: Line): readonly Cell[] {
  return [part, key, name, ...columns.map(([, cell]) => cell(row))];
}

function codesText(codes: NonNullable<SheetRow['codes']>): string {
  return Object.entries(codes)
    .map(([code, count]) => `${code}: ${count}`)
    .join('; ');
}

/**
 * What a program for tables takes for a formula: at the beginning of a cell, or behind a semicolon, tab or line end, which part cells where a comma
 * parts decimals. Such a text gets an apostrophe before it: it stays a text.
 */
const FORMULA = /(?<=^|[;\t\r\n])(?=["'\s\p{Cf}]*[=+\-@|\uFF1D\uFF0B\uFF0D\uFF20\uFE62\uFE63\uFE66\uFE6B])/gu;
const NEEDS_QUOTES = /[",;\t\r\n]/;

function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = cell.replaceAll(FORMULA, "'");
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
