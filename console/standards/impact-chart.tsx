import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { Schemas } from '../api/client.ts';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { standardTexts } from './words.ts';

const A_LINE = 34;
const AXIS = 40;
const LABEL_WIDTH = 96;
const MARGIN = { top: 4, right: 40, bottom: 4, left: 0 };
/** Told apart without seeing colour, too: they differ in lightness. */
const FILLS = { stays: '#c7d9f7', flips: '#0b3d91' } as const;

/** The recorded cases of each district, those whose outcome would change beside those that stay. Its numbers stand in the table below. */
export default function ImpactChart({ run }: { readonly run: Schemas['StandardImpact'] }) {
  const t = useText(standardTexts);
  const words = useWords();
  const rows = run.districts.map(({ district, looked, flips }) => ({
    district: words('district', district),
    flips,
    stays: looked - flips,
  }));
  return (
    <figure className="chart">
      <figcaption>
        {t('chart')}{' '}
        {(['flips', 'stays'] as const).map((series) => (
          <span key={series}>
            <svg width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" fill={FILLS[series]} />
            </svg>{' '}
            {t(series)}{' '}
          </span>
        ))}
      </figcaption>
      <div role="img" aria-label={t('chart')} style={{ height: rows.length * A_LINE + AXIS }}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={rows} layout="vertical" margin={MARGIN} accessibilityLayer={false}>
            <CartesianGrid stroke="#e3e6eb" horizontal={false} />
            <YAxis type="category" dataKey="district" width={LABEL_WIDTH} interval={0} />
            <XAxis type="number" allowDecimals={false} />
            <Bar dataKey="flips" stackId="cases" fill={FILLS.flips} isAnimationActive={false} />
            <Bar dataKey="stays" stackId="cases" fill={FILLS.stays} isAnimationActive={false}>
              <LabelList dataKey="flips" position="right" />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
