import { lazy, Suspense } from 'react';
import type { BarsProps } from './bar.ts';

// The library for charts is heavy: it comes after the numbers stand.
const Drawn = lazy(() => import('./drawn-bars.tsx'));

/** A chart of bars. Each page gives the same numbers in a table. */
export function Bars(props: BarsProps) {
  const { name, series } = props;
  return (
    <figure className="bars">
      <figcaption>
        {name}
        {series.length > 1 &&
          series.map((one) => (
            <span key={one.name} className="key">
              <svg width="12" height="12" aria-hidden="true">
                <rect width="12" height="12" fill={one.colour} />
              </svg>{' '}
              {one.name}
            </span>
          ))}
      </figcaption>
      <div role="img" aria-label={name} style={{ height: heightOf(props) }}>
        <Suspense>
          <Drawn {...props} />
        </Suspense>
      </div>
    </figure>
  );
}

const STANDING = 240;
const A_LINE = 30;
const AXIS = 40;

function heightOf({ bars, lying = false }: BarsProps): number {
  return lying ? bars.length * A_LINE + AXIS : STANDING;
}

/** Colours that are told apart without seeing colour, too: they differ in lightness. */
export const colours = { strong: '#0b3d91', middle: '#6f9be8', light: '#c7d9f7', bad: '#d4380d' } as const;
