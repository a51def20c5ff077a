import * as z from 'zod';
import {
  LineMembers,
  type LinePlace,
  type Statement,
  type StatementLine,
  type StatementPage,
} from '../../shared/bank-questions/statement/model.ts';
import { pageId, StatementPages } from '../../shared/bank-questions/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';

const JsonObject = z.record(z.string(), z.unknown());

/** Of the text of a page that was taken, what its lines are read from. */
const KeptBody = z.object({ page: z.int().positive(), lines: z.array(z.unknown()) });

/** How the line of a place is read. */
export type ReadLine = (raw: unknown, place: Pick<StatementLine, 'page' | 'line'>) => StatementLine;

/** A line as it came, in its parts. */
interface Parted {
  readonly members: z.infer<typeof LineMembers>;
  readonly issues: readonly z.core.$ZodIssue[];
  readonly given: Readonly<Record<string, unknown>>;
  /** The members that cannot be read, or the whole line if it is no object. */
  readonly unreadable: unknown;
}

/** What can be read of a line of any form, and what cannot. A null member counts as absent. */
export function partedLine(raw: unknown): Parted {
  const object = JsonObject.safeParse(raw);
  if (!object.success) return { members: {}, issues: object.error.issues, given: {}, unreadable: raw };
  const given = Object.fromEntries(Object.entries(object.data).filter(([, value]) => value !== null));
  const whole = LineMembers.safeParse(given);
  if (whole.success) return { members: whole.data, issues: [], given, unreadable: {} };
  const { issues } = whole.error;
  const odd = [...new Set(issues.flatMap((issue) => membersAt(issue)))];
  const members = LineMembers.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !odd.includes(name))));
  return { members, issues, given, unreadable: Object.fromEntries(odd.map((name) => [name, given[name]])) };
}

function membersAt(issue: z.core.$ZodIssue): readonly string[] {
  return issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [String(issue.path[0])];
}

/** The readable members of a line alone, for those who show no one what cannot be read. */
export const readMembers: ReadLine = (raw, place) => ({ ...place, ...partedLine(raw).members });

/** The lines of a body that was taken. */
export function linesOfBody({ page, lines }: z.infer<typeof KeptBody>, read: ReadLine): readonly StatementLine[] {
  return lines.map((raw, i) => read(raw, { page, line: i + 1 }));
}

const BYTE_ORDER_MARK = /^\uFEFF/;

/** The lines of a page, read from the text that its bank sent. */
function linesOfPage({ body }: Pick<StatementPage, 'body'>, read: ReadLine): readonly StatementLine[] {
  return linesOfBody(KeptBody.parse(JSON.parse(body.replace(BYTE_ORDER_MARK, ''))), read);
}

/** So many pages are in memory at a time. */
const TOGETHER = 10;

/** The lines of a statement page by page, in the order of the pages, as far as they came. @param from the first page that is wanted */
export async function* pagesOfStatement(
  journal: Journal,
  { statementId, pages }: Pick<Statement, 'statementId' | 'pages'>,
  read: ReadLine,
  from = 1,
): AsyncGenerator<readonly StatementLine[]> {
  const wanted = pages.filter((page) => page >= from);
  for (let at = 0; at < wanted.length; at += TOGETHER) {
    const ids = wanted.slice(at, at + TOGETHER).map((page) => pageId(statementId, page));
    for (const { id, state } of await loadAll(journal, StatementPages, ids)) {
      if (state === undefined) throw new Error(`the page ${id} was taken and is not there`);
      yield linesOfPage(state, read);
    }
  }
}

/** Lines of a statement behind a place, and where they end if there are more. */
export async function linesFrom(
  journal: Journal,
  statement: Pick<Statement, 'statementId' | 'pages'>,
  read: ReadLine,
  { after, limit }: { readonly after: LinePlace; readonly limit: number },
): Promise<{ readonly items: readonly StatementLine[]; readonly last: StatementLine | undefined }> {
  const lines: StatementLine[] = [];
  for await (const page of pagesOfStatement(journal, statement, read, after.page)) {
    lines.push(...page.filter((one) => one.page > after.page || one.line > after.line));
    if (lines.length > limit) break;
  }
  const items = lines.slice(0, limit);
  return { items, last: lines.length > limit ? items.at(-1) : undefined };
}
