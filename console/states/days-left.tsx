import { useTranslation } from 'react-i18next';
import { deadline } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { cityTimeOf } from './city-clock.ts';
import { Tone } from './tone.tsx';

const DAY_MS = 86_400_000;

interface DaysLeftProps {
  /** The end of the term, ISO 8601. */
  readonly until: string;
  /** When the thing was read, in milliseconds of this browser. */
  readonly readAt: number;
}

/** The end of a term of days, with the whole days that are left of it, or by which it is over. */
export function DaysLeft({ until, readAt }: DaysLeftProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const left = Date.parse(until) - Date.parse(cityTimeOf(readAt));
  const n = Math.floor(Math.abs(left) / DAY_MS);
  const said = left < 0 ? (n === 0 ? t('overNow') : t('overDays', { n })) : n === 0 ? t('leftUnderDay') : t('leftDays', { n });
  return (
    <>
      <span className="number">{deadline(until, language)}</span> <Tone tone={left < 0 ? 'bad' : 'busy'}>{said}</Tone>
    </>
  );
}
