import { Tone, type ToneName } from '../../states/tone.tsx';
import { useText } from '../../words/texts.ts';
import { dutyTexts } from '../words.ts';
import { type Hint, hintsOf, isEmpty, type Row, type Told } from './row.ts';

const texts = {
  several: 'several',
  day: 'day',
  bank: 'bankGuess',
  identity: 'identity',
  'last-group': 'lastGroup',
  masked: 'masked',
  luhn: 'luhn',
  twice: 'twice',
  'bank-unknown': 'bankUnknown',
  'no-number': 'noNumber',
  'no-amount': 'noAmount',
  'no-time': 'noTime',
  'no-bank': 'noBank',
} as const satisfies Record<Hint, string>;
const missing: readonly Hint[] = ['bank-unknown', 'no-number', 'no-amount', 'no-time', 'no-bank'];
const light: readonly Hint[] = ['day', 'luhn'];

const toneOf = (hint: Hint): ToneName => (missing.includes(hint) ? 'bad' : light.includes(hint) ? 'plain' : 'warn');

interface RowNotesProps {
  readonly row: Row;
  readonly all: readonly Row[];
  readonly told: readonly Told[];
}

/** What an officer should look at in a row before it is sent, and the pasted words that were not used. */
export function RowNotes({ row, all, told }: RowNotesProps) {
  const t = useText(dutyTexts);
  if (isEmpty(row)) return null;
  const hints = hintsOf(row, all);
  return (
    <>
      {told.map(({ path, text }) => (
        <Tone key={`${path} ${text}`} tone="bad">
          {text}
        </Tone>
      ))}
      {hints.map((hint) => (
        <Tone key={hint} tone={toneOf(hint)}>
          {t(texts[hint])}
        </Tone>
      ))}
      {hints.every((hint) => light.includes(hint)) && told.length === 0 && <Tone tone="good">{t('fine')}</Tone>}
      {row.rest.length > 0 && <div className="quiet">{t('restWords', { text: row.rest.join(' ') })}</div>}
    </>
  );
}
