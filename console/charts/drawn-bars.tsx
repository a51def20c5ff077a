import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { BarsProps } from './bar.ts';

const LABEL_WIDTH = 230;
const MARGIN = { top: 8, right: 16, bottom: 4, left: 0 };

/** The chart itself. */
export default function DrawnBars({ series, bars, lying = false }: BarsProps) {
  const rows = bars.map(({ label, values }) => ({
    label,
    ...Object.fromEntries(series.map(({ name }, at) => [name, values[at] ?? 0])),
  }));
  const isCount = bars.every(({ values }) => values.every(Number.isInteger));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={rows} layout={lying ? 'vertical' : 'horizontal'} margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid stroke="#e3e6eb" vertical={lying} horizontal={!lying} />
        {lying ? <YAxis type="category" dataKey="label" width={LABEL_WIDTH} interval={0} /> : <YAxis allowDecimals={!isCount} />}
        {lying ? <XAxis type="number" allowDecimals={!isCount} /> : <XAxis dataKey="label" />}
        {series.map(({ name, colour }) => (
          <Bar key={name} dataKey={name} stackId="all" fill={colour} isAnimationActive={false} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
