import { Button } from 'antd';
import { lazy, Suspense, useId, useState } from 'react';
import { useText } from '../words/texts.ts';
import type { MoneyWayProps } from './source.ts';
import { moneyTexts } from './words.ts';

// The graph and its libraries come when the first one is opened.
const Graph = lazy(() => import('./money-graph.tsx'));

/** The way of the money (资金流向), opened when a person wants it: it grows while they look. */
export function MoneyWay({ source, hrefOf, readAt }: MoneyWayProps) {
  const t = useText(moneyTexts);
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <section className="part">
      <h2>{t('title')}</h2>
      {'caseId' in source && <p className="quiet">{t('recorded')}</p>}
      <Button aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {open ? t('hide') : t('show')}
      </Button>
      <div id={id}>
        {open && (
          <Suspense>
            <Graph source={source} hrefOf={hrefOf} readAt={readAt} />
          </Suspense>
        )}
      </div>
    </section>
  );
}
