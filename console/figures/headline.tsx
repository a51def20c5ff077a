import type { Schemas } from '../api/client.ts';
import { Terms } from '../states/terms.tsx';
import { money } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { percent } from '../words/numbers.ts';
import { useText } from '../words/texts.ts';
import { figureTexts } from './words.ts';

interface HeadlineProps {
  readonly stats: Schemas['FreezeStats'];
  /** The district in words. */
  readonly district: string;
}

/** The figures of all that was asked for. */
export function Headline({ stats, district }: HeadlineProps) {
  const t = useText(figureTexts);
  const spoken = useLanguage();
  const { from, to, foldedThrough, rate, stopped, stoppedInTime, medianMinutes, p90Minutes } = stats;
  const within = (n: number | undefined) => (n === undefined ? t('none') : t('minutes', { n }));
  return (
    <section className="part" aria-label={t('ofPeriod', { from, to, district })}>
      <h2>{t('ofPeriod', { from, to, district })}</h2>
      <Terms
        className="sums"
        of={[
          [t('requested'), String(stats.requested)],
          [t('rate'), rate === undefined ? t('none') : percent(rate, spoken)],
          [t('stoppedInTime'), t('stoppedOf', { n: stoppedInTime, all: stopped })],
          [t('median'), within(medianMinutes)],
          [t('ninety'), within(p90Minutes)],
          [t('firstTier'), money(stats.firstTierFen, spoken)],
          [t('traced'), money(stats.tracedFen, spoken)],
          [t('stoppedMoney'), money(stats.stoppedOfTracedFen, spoken)],
          [t('held'), money(stats.heldOfTracedFen, spoken)],
        ]}
      />
      {foldedThrough !== undefined && <p className="quiet">{t('foldedThrough', { day: foldedThrough })}</p>}
    </section>
  );
}
