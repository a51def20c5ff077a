import type { Schemas } from '../api/client.ts';
import { Bars, colours } from '../charts/bars.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { standardTexts } from './words.ts';

/** The recorded cases of each district, those whose outcome would change beside those that stay. Its numbers stand in the table below. */
export function ImpactChart({ run }: { readonly run: Schemas['StandardImpact'] }) {
  const t = useText(standardTexts);
  const words = useWords();
  return (
    <Bars
      lying
      name={t('chart')}
      series={[
        { name: t('flips'), colour: colours.strong },
        { name: t('stays'), colour: colours.light },
      ]}
      bars={run.districts.map(({ district, looked, flips }) => ({
        key: district,
        label: words('district', district),
        values: [flips, looked - flips],
      }))}
    />
  );
}
