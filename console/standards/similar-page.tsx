import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import type { AnswerOf } from '../acts/act.ts';
import { AskingForm } from '../acts/asking-form.tsx';
import type { Schemas } from '../api/client.ts';
import { findSimilarDecisions } from '../generated/acts/standards.ts';
import { Page } from '../states/page.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { FactsWidget } from './facts-widget.tsx';
import { SimilarTable } from './similar-table.tsx';
import { Ways } from './ways.tsx';
import { standardTexts } from './words.ts';

type Found = AnswerOf<'findSimilarDecisions'>;
type Tally = Schemas['SimilarTally'];

const fields = { '/facts': FactsWidget };
/** One page of the API: the nearest of all. */
const fixed = { limit: 50 };

/** How all districts decided cases like these facts, the nearest first. Nothing of them leads to a person. */
export default function SimilarPage() {
  const t = useText(standardTexts);
  const [found, setFound] = useState<Found>();
  return (
    <Page title={t('similar')}>
      <Ways />
      <p className="quiet">{t('similarNote')}</p>
      <AskingForm act={findSimilarDecisions} fields={fields} fixed={fixed} done={t('found')} onDone={setFound} />
      {found !== undefined && (
        <section className="part" aria-live="polite">
          <h2>{t('similarFound', { n: found.compared })}</h2>
          <Tallies tallies={found.districts} />
          <SimilarTable items={found.items} />
          {found.next !== undefined && <p className="quiet">{t('similarMore')}</p>}
        </section>
      )}
    </Page>
  );
}

/** How each district decided cases near to the facts. */
function Tallies({ tallies }: { readonly tallies: readonly Tally[] }) {
  const t = useText(standardTexts);
  const words = useWords();
  const number = (name: 'near' | 'pursued' | 'notPursued' | 'departed', title: string) => ({
    ...{ title, key: name, className: 'number' },
    render: (_: unknown, tally: Tally) => tally[name],
  });
  const columns: TableColumnsType<Tally> = [
    { title: t('district'), key: 'district', rowScope: 'row', render: (_, { district }) => words('district', district) },
    number('near', t('near')),
    number('pursued', words('decision', 'pursued')),
    number('notPursued', words('decision', 'not-pursued')),
    number('departed', t('departed')),
  ];
  return (
    <WideTable<Tally>
      name={t('tallies')}
      rowKey="district"
      rows={tallies.filter(({ near, more }) => near > 0 || more)}
      columns={columns}
    />
  );
}
