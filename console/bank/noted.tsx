import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import type { Schemas } from '../api/client.ts';
import { placeWord } from '../words/fields.ts';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { bankTexts } from './words.ts';

type Answer = Schemas['ResultNoted'] | Schemas['OutflowsNoted'];

/** What came back to an answer: until when the stop holds, what is doubted, and what became of each line. */
export function Noted({ noted }: { readonly noted: Answer }) {
  const t = useText(bankTexts);
  const words = useWords();
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is looked at
  useEffect(() => place.current?.focus(), [noted]);
  const { state, timeDoubt, outflows = [], outflowsNotKept, unread = [] } = noted;
  const expiresAt = 'expiresAt' in noted ? noted.expiresAt : undefined;
  const odd = outflows.filter(({ outcome }) => outcome !== 'taken');
  const isWhole = timeDoubt === undefined && odd.length === 0 && unread.length === 0 && outflowsNotKept === undefined;
  return (
    <div ref={place} tabIndex={-1} role="status">
      <Alert
        type={isWhole ? 'success' : 'warning'}
        showIcon
        title={t('noted', { state: words('orderState', state) })}
        description={
          <ul>
            {expiresAt !== undefined && <li>{t('heldUntil', { at: moment(expiresAt, language) })}</li>}
            {timeDoubt !== undefined && (
              <li>
                {t('timeDoubt', {
                  what: t('effectiveAt'),
                  why: words('timeDoubt', timeDoubt.reason),
                  said: moment(timeDoubt.said, language),
                  counted: moment(timeDoubt.countedFrom, language),
                })}
              </li>
            )}
            {outflows.length > 0 && <li>{t('linesTaken', { n: outflows.length - odd.length, of: outflows.length })}</li>}
            {odd.map(({ path, outcome, reason, faults }) => (
              <li key={path}>
                {t('lineN', { n: lineIn(path) })} {words('outflowOutcome', outcome)}
                {reason !== undefined && ` · ${words('traceCut', reason)}`}
                {faults.map((fault) => ` · ${placeWord('recordResult', fault.path.slice(path.length), language)} ${fault.rule}`)}
              </li>
            ))}
            {outflowsNotKept !== undefined && <li>{t('noRoom', { n: outflowsNotKept })}</li>}
            {unread.map(({ path, rule }) => (
              <li key={path}>{t('unread', { path: placeWord('recordResult', path, language), rule })}</li>
            ))}
          </ul>
        }
      />
    </div>
  );
}

/** The number of a line, as the person counts. @param path `/outflows/0` */
const lineIn = (path: string): number => Number(path.slice(path.lastIndexOf('/') + 1)) + 1;
