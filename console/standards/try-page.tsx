import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { AskingForm } from '../acts/asking-form.tsx';
import type { Schemas } from '../api/client.ts';
import { evaluateFacts } from '../generated/acts/standards.ts';
import { cityNow } from '../states/city-clock.ts';
import { Page } from '../states/page.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { dayOf } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { FactsWidget } from './facts-widget.tsx';
import { usePlaceWords } from './measures.ts';
import { OutcomeTone, Reasons } from './reasons.tsx';
import { Ways } from './ways.tsx';
import { standardTexts } from './words.ts';

type Evaluation = Schemas['Evaluation'];
type Result = Evaluation['results'][number];

const fields = { '/facts': FactsWidget };

/** Try these facts: what the standard of each place says of them on a day, and which condition decides. Nothing is recorded. */
export default function TryPage() {
  const t = useText(standardTexts);
  const [evaluation, setEvaluation] = useState<Evaluation>();
  return (
    <Page title={t('try')}>
      <Ways />
      <p className="quiet">{t('tryNote')}</p>
      <AskingForm
        act={evaluateFacts}
        fields={fields}
        initial={{ asOf: dayOf(cityNow()) }}
        done={t('tried')}
        onDone={setEvaluation}
      />
      {evaluation !== undefined && <Verdicts evaluation={evaluation} />}
    </Page>
  );
}

function Verdicts({ evaluation: { asOf, results, without } }: { readonly evaluation: Evaluation }) {
  const t = useText(standardTexts);
  const words = useWords();
  const placeWords = usePlaceWords();
  const columns: TableColumnsType<Result> = [
    { title: t('place'), key: 'place', rowScope: 'row', render: (_, { place }) => placeWords(place) },
    { title: t('criterion'), key: 'criterion', render: (_, { criterion }) => words('criterion', criterion) },
    {
      title: t('standard'),
      key: 'standard',
      render: (_, { standardId, title }) => <Link to={`/standards/${standardId}`}>{title}</Link>,
    },
    { title: t('outcome'), key: 'outcome', render: (_, { outcome }) => <OutcomeTone outcome={outcome} /> },
    { title: t('decides'), key: 'decides', render: (_, { reasons }) => <Reasons reasons={reasons} /> },
  ];
  return (
    <section className="part" aria-live="polite">
      <h2>{t('verdicts', { day: asOf })}</h2>
      <p>
        {[...new Set(results.map(({ outcome }) => outcome))]
          .map((one) => `${words('standardOutcome', one)} ${results.filter(({ outcome }) => outcome === one).length}`)
          .join(t('semicolon'))}
      </p>
      <WideTable<Result>
        name={t('verdicts', { day: asOf })}
        rowKey={({ standardId }) => standardId}
        rows={results}
        columns={columns}
      />
      {without.map(({ criterion, districts }) => (
        <p key={criterion} className="quiet">
          {words('criterion', criterion)} · {t('noneIn', { places: districts.map(placeWords).join(t('and')) })}
        </p>
      ))}
    </section>
  );
}
