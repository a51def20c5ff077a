import { newLines } from '../../shared/freezes/bank-answer/outflows/add-lines.ts';
import { type LineCut, type OutflowLine, whyCut } from '../../shared/freezes/bank-answer/outflows/model.ts';
import type { LineNoted } from './routes.ts';

/** So many lines are answered one by one. */
const MAX_NOTED = 200;

const needed = 'is required for the money to be followed';
/** The members that a bank has to correct for a line to be followed, if the line's own faults do not name them, and their rule. */
const toPutRight: Readonly<Record<LineCut, { readonly members: readonly (keyof OutflowLine)[]; readonly rule: string }>> = {
  'not-an-account': { members: [], rule: '' },
  'account-missing': { members: ['accountNumber'], rule: needed },
  'bank-unknown': { members: ['bankId'], rule: needed },
  incomplete: { members: ['amountFen', 'at'], rule: needed },
  'other-currency': { members: ['currency'], rule: 'must be CNY for the money to be followed' },
  'in-future': { members: ['at'], rule: 'must not lie in the future' },
};

/** The data that a bank's lines are compared with. */
interface Known {
  /** The lines of the order. */
  readonly lines: readonly OutflowLine[];
  /** The banks named in the lines that are registered. */
  readonly banks: ReadonlySet<string>;
  /** The outcome of a line that is there already. */
  readonly called: 'taken' | 'known';
}

/** The outcome of each line that a bank told; of very many, first those that are not followed. */
export function linesNoted({ lines, banks, called }: Known, told: readonly OutflowLine[]) {
  const { outcomes } = newLines(lines, told);
  const notKept = outcomes.filter((outcome) => outcome === 'full').length;
  const noted = told.map((line, i): LineNoted => {
    const path = `/outflows/${i}`;
    const unregistered = whyCut(line) === undefined && !banks.has(line.bankId ?? '');
    const reason = unregistered ? 'bank-unknown' : whyCut(line);
    const faults = unregistered ? [{ path: `${path}/bankId`, rule: 'must be a registered bank' }] : faultsOf(line, path);
    if (outcomes[i] === 'full') {
      return { path, outcome: 'not-kept', faults: [...faults, { path, rule: 'the order has no room for more outflows' }] };
    }
    if (called === 'known' && outcomes[i] === 'known') return { path, outcome: 'known', reason, faults };
    return { path, outcome: reason === undefined ? 'taken' : 'kept', reason, faults };
  });
  const listed = noted.length <= MAX_NOTED ? noted : noted.filter(({ outcome }) => outcome !== 'taken' && outcome !== 'known');
  return { outflows: listed.slice(0, MAX_NOTED), ...(notKept === 0 ? {} : { outflowsNotKept: notKept }) };
}

/** The rules that a line breaks, with their places in the body. */
function faultsOf(line: OutflowLine, path: string): LineNoted['faults'] {
  const reason = whyCut(line);
  const unread = line.unread?.faults ?? [];
  const { members, rule } = reason === undefined ? toPutRight['not-an-account'] : toPutRight[reason];
  const wrong = reason === 'other-currency' || reason === 'in-future';
  const missing = members.filter(
    (member) => (wrong || line[member] === undefined) && unread.every((fault) => fault.path !== `/${member}`),
  );
  return [
    ...unread.map((fault) => ({ path: `${path}${fault.path}`, rule: fault.rule })),
    ...missing.map((member) => ({ path: `${path}/${member}`, rule })),
  ];
}
