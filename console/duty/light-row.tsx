import { Children, type ComponentProps, createContext, type ReactNode, use, useEffect, useRef, useState } from 'react';
import { whileInSight } from '../states/in-sight.ts';

/** From so many rows on, those out of sight are drawn empty. */
const MANY = 100;
/** A row with two lines; what a row was when it was seen is kept. */
const USUAL_HEIGHT = 61;

const LightContext = createContext(false);

interface LightProps {
  readonly rows: number;
  readonly children: ReactNode;
}

/** Around a table with `LightRow`: says whether it has so many rows that those out of sight are drawn empty. */
export function Light({ rows, children }: LightProps) {
  return <LightContext value={rows > MANY}>{children}</LightContext>;
}

/** A row of a table that may be very long: out of sight it keeps its height and draws no cells, so that the page answers at once. */
export function LightRow(props: ComponentProps<'tr'>) {
  const { children, style } = props;
  const isLight = use(LightContext);
  const row = useRef<HTMLTableRowElement>(null);
  const height = useRef(USUAL_HEIGHT);
  const [isSeen, setSeen] = useState(true);
  useEffect(() => {
    const place = row.current;
    if (!isLight || place === null) return undefined;
    // The observer tells of rows that are in sight; the others are out of it until then.
    height.current = place.offsetHeight || USUAL_HEIGHT;
    setSeen(false);
    return whileInSight(place, () => {
      setSeen(true);
      return () => {
        height.current = place.offsetHeight || height.current;
        setSeen(false);
      };
    });
  }, [isLight]);
  if (isSeen || !isLight) return <tr {...props} ref={row} />;
  return (
    <tr {...props} ref={row} style={{ ...style, height: height.current }}>
      <td colSpan={Children.count(children)} />
    </tr>
  );
}
