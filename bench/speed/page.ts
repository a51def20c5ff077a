import { type Figure, rounded } from './figures.ts';
import type { Results } from './results.ts';

const ROW = 22;
const [NAME, BAR, WIDTH] = [330, 420, 960];

/** The results as one page of HTML that needs nothing else. */
export function pageOf({ date, machine, figures }: Results): string {
  const sections = [...new Set(figures.map(({ section }) => section))];
  const charts = sections.map((section) => {
    const own = figures.filter((figure) => figure.section === section);
    const units = [...new Set(own.map(({ unit }) => unit))];
    return `<h2>${escaped(section)}</h2>\n${units
      .map((unit) =>
        chart(
          unit,
          own.filter((figure) => figure.unit === unit),
        ),
      )
      .join('\n')}`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Cordon: npm run bench, ${date}</title>
<style>
body{font:14px/1.4 system-ui,sans-serif;max-width:${WIDTH}px;margin:2em auto;padding:0 1em;color:#222}
svg{display:block;margin:.5em 0 1em}rect{fill:#4a78b5}text{font-size:12px;fill:#222}
</style></head><body>
<h1>Cordon: npm run bench</h1>
<p>${date}, ${escaped(machine)}. A bar is as long as its figure beside those of the same unit; × is the ratio to the floor.</p>
${charts.join('\n')}
</body></html>
`;
}

function chart(unit: string, figures: readonly Figure[]): string {
  const most = Math.max(...figures.map(({ value }) => value), Number.MIN_VALUE);
  const rows = figures.map(({ name, value, ratio }, at) => {
    const [y, length] = [at * ROW, Math.max(1, (value / most) * BAR)];
    const said = `${rounded(value)} ${unit}${ratio === undefined ? '' : `  × ${rounded(ratio)}`}`;
    return (
      `<text x="${NAME - 8}" y="${y + 15}" text-anchor="end">${escaped(name)}</text>` +
      `<rect x="${NAME}" y="${y + 3}" width="${length.toFixed(1)}" height="${ROW - 7}"/>` +
      `<text x="${(NAME + length + 6).toFixed(1)}" y="${y + 15}">${escaped(said)}</text>`
    );
  });
  return `<svg width="${WIDTH}" height="${figures.length * ROW}" role="img"><title>${escaped(unit)}</title>${rows.join('\n')}</svg>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
