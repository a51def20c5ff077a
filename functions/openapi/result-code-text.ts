import { type ResultClass, resultCodeList, resultCodes } from '../../shared/freezes/bank-answer/result-codes.ts';

/** What Cordon does with a result of the stop, by class; for those who read the API's description. */
const consequences: Readonly<Record<ResultClass, string>> = {
  stopped: 'the whole sum is held; the clock stops, and 48 hours run from `effectiveAt`',
  partly: 'what was left is held; otherwise as with 0000. Name the outflows',
  fix: 'the order goes back to the officer, who puts it right and sends it again as a new order on the same alarm clock',
  papers: 'the order goes back to the officer, who hands in the paper and sends it again as a new order on the same alarm clock',
  already: 'another order holds the account; the officer may have this order wait in line',
  retry: 'not an answer yet: the clock runs on, the bank is asked again after growing pauses, in the end by telephone',
  final: 'the order has failed and is not sent again',
};

/** What each result code of a bank means, for the API's description: the words stay out of every other bundle. */
export function resultCodeText(): string {
  const rows = resultCodeList.map((code) => {
    const { class: resultClass, meaning } = resultCodes[code];
    return `| \`${code}\` | ${meaning} | ${resultClass} | ${consequences[resultClass]} |`;
  });
  return [
    'What became of the instruction (业务应答码), and what Cordon does with it if the instruction is a stop:',
    ['| code | meaning | class | what Cordon does |', '|---|---|---|---|', ...rows].join('\n'),
    'Of an instruction after the stop: 0000 (and 1200 for `extend`, `freeze`, `renew`) means that it is carried out, 1100 and 1101 that it is asked again; every other code declines it, and the account stays as it was. Of a `recall`: 0000 and 0400 mean that nothing is held.',
  ].join('\n\n');
}
