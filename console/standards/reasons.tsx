import type { Schemas } from '../api/client.ts';
import { Tone, type ToneName } from '../states/tone.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { useConditionWords, useValueWords } from './measures.ts';
import { standardTexts } from './words.ts';

type Reason = Schemas['Evaluation']['results'][number]['reasons'][number];
type Verdict = Reason['outcome'];

const tones: Readonly<Record<Verdict, ToneName>> = { yes: 'bad', no: 'good', 'cannot-tell': 'warn' };

/** What a standard says of a case, in words and colour. */
export function OutcomeTone({ outcome }: { readonly outcome: Verdict }) {
  const words = useWords();
  return <Tone tone={tones[outcome]}>{words('standardOutcome', outcome)}</Tone>;
}

/** The conditions that decide, as sentences: what is asked, what the case has, what is missing. */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const t = useText(standardTexts);
  const words = useWords();
  const conditionWords = useConditionWords();
  const valueWords = useValueWords();
  if (reasons.length === 0) return <span className="quiet">{t('noReasons')}</span>;
  return (
    <ul className="reasons">
      {reasons.map(({ at, condition, outcome, given, missing }) => (
        <li key={at}>
          {conditionWords(condition)}
          {t('colon')}
          {words('standardOutcome', outcome)}
          {given !== undefined && t('given', { value: valueWords(condition.measure, given) })}
          {missing.length > 0 && t('missing', { measures: missing.map((one) => words('measure', one)).join(t('and')) })}
          <div className="quiet">{condition.source}</div>
        </li>
      ))}
    </ul>
  );
}
