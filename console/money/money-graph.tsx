import { Answer } from '../states/answer.tsx';
import { useText } from '../words/texts.ts';
import { GraphTables } from './graph-tables.tsx';
import { GraphView } from './graph-view.tsx';
import { type MoneyWayProps, useMoney } from './source.ts';
import { moneyTexts } from './words.ts';

/** The graph of the money's way, and tables of the same facts. */
export default function MoneyGraph({ source, hrefOf, readAt }: MoneyWayProps) {
  const t = useText(moneyTexts);
  const money = useMoney(source, readAt);
  return (
    <Answer of={money} empty={{ when: ({ graph }) => graph.nodes.length === 0, text: t('empty') }}>
      {({ graph, leftOut }) => (
        <>
          {leftOut > 0 && <p>{t('leftOut', { n: leftOut })}</p>}
          <GraphView graph={graph} hrefOf={hrefOf} />
          <GraphTables graph={graph} hrefOf={hrefOf} />
        </>
      )}
    </Answer>
  );
}
