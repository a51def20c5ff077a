import { newLines } from '../../shared/freezes/outflows/add-lines.ts';
import { type LineCut, type OutflowLine, whyCut } from '../../shared/freezes/outflows/model.ts';
import type { LineNoted } from './routes.ts';

/** So many lines are answered one by one. */
const MAX_NOTED = 200;

/** What a bank has to put right for a line to be followed, where its members say nothing of it: the member, and its rule. */
const toPutRight: Readonly<Record<LineCut, readonly (readonly [member: keyof OutflowLine, rule: string])[]>> = {
  'not-an-account': [],
  'account-missing': [['accountNumber', 'is required for the money to be followed']],
  'bank-unknown': [['bankId', 'is required for the money to be followed']],
  incomplete: (['accountName', 'accountKind', 'amountFen', 'at'] as const).map((member) => [
    member,
    'is required for the money to be followed',
  ]),
  'other-currency': [['currency', 'must be CNY for the money to be followed']],
  'in-future': [['at', 'must not lie in the future']],
};

/**
 * What became of each line that a bank told.
 *
 * @param known the lines of the order that these are held against
 * @param ofKnown how a line is called that is there already
 */
export function linesNoted(known: readonly OutflowLine[], told: readonly OutflowLine[], ofKnown: 'taken' | 'known'): LineNoted[] {
  const { outcomes } = newLines(known, told);
  return told.slice(0, MAX_NOTED).map((line, i) => {
    const path = `/outflows/${i}`;
    const reason = whyCut(line);
    const faults = faultsOf(line, path);
    if (outcomes[i] === 'full') {
      return { path, outcome: 'not-kept', faults: [...faults, { path, rule: 'the order has no room for more outflows' }] };
    }
    if (reason === undefined) return { path, outcome: outcomes[i] === 'known' ? ofKnown : 'taken', faults };
    return { path, outcome: outcomes[i] === 'known' && ofKnown === 'known' ? 'known' : 'kept', reason, faults };
  });
}

/** The rules that a line breaks, with their places in the body. */
function faultsOf(line: OutflowLine, path: string): LineNoted['faults'] {
  const reason = whyCut(line);
  const unread = line.unread?.faults ?? [];
  const missing = (reason === undefined ? [] : toPutRight[reason]).filter(
    ([member]) => line[member] === undefined || reason === 'other-currency' || reason === 'in-future',
  );
  return [
    ...unread.map((fault) => ({ path: `${path}${fault.path}`, rule: fault.rule })),
    ...missing
      .filter(([member]) => unread.every((fault) => fault.path !== `/${member}`))
      .map(([member, rule]) => ({ path: `${path}/${member}`, rule })),
  ];
}
