import { Button, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { List, useList } from '../states/list.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { standardTexts } from './words.ts';

type Run = Schemas['StandardImpact'];
type OfDistrict = Run['districts'][number];

/** The numbers of a count, and, where a person asks, the cases that would change. */
export function ImpactTable({ run }: { readonly run: Run }) {
  const t = useText(standardTexts);
  const words = useWords();
  const [shown, setShown] = useState<OfDistrict['district']>();
  const outcome = (name: string): string => words('standardOutcome', name);
  const columns: TableColumnsType<OfDistrict> = [
    { title: t('district'), key: 'district', rowScope: 'row', render: (_, { district }) => words('district', district) },
    {
      title: t('looked'),
      key: 'looked',
      className: 'number',
      render: (_, { looked, noRecords }) => (noRecords ? t('noRecords') : looked),
    },
    { title: t('flips'), key: 'flips', className: 'number', render: (_, { flips }) => flips },
    {
      title: t('transitions'),
      key: 'transitions',
      render: (_, { transitions }) =>
        Object.entries(transitions)
          .filter(([way, n]) => n > 0 && new Set(way.split('>')).size > 1)
          .map(([way, n]) => `${way.split('>').map(outcome).join(' → ')} ${n}`)
          .join(t('semicolon')),
    },
    { title: t('withoutStandard'), key: 'without', className: 'number', render: (_, { withoutStandard }) => withoutStandard },
    {
      title: t('cases'),
      key: 'cases',
      render: (_, { district, flips }) =>
        flips > 0 && (
          <Button
            size="small"
            aria-expanded={shown === district}
            aria-label={t('showFlips', { district: words('district', district) })}
            onClick={() => setShown(shown === district ? undefined : district)}
          >
            {t('show')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <WideTable<OfDistrict> name={t('impact')} rowKey="district" rows={run.districts} columns={columns} />
      {shown !== undefined && <Flips run={run} district={shown} />}
    </>
  );
}

/** The recorded cases of a district whose outcome would change, for those who may list its decisions. */
function Flips({ run: { proposalId, runId }, district }: { readonly run: Run; readonly district: OfDistrict['district'] }) {
  const t = useText(standardTexts);
  const words = useWords();
  const flips = useList(
    ['flips', runId, district],
    (page) => {
      const query = { district, ...page };
      const path = { proposalId, runId };
      return contentOf(api.GET('/v1/standards/proposals/{proposalId}/impact/{runId}/flips', { params: { path, query } }));
    },
    { refetchInterval: false },
  );
  return (
    <section className="part">
      <h3>{t('flipsOf', { district: words('district', district) })}</h3>
      <List of={flips}>
        {(items) => (
          <ul>
            {items.map(({ decisionId, from, to }) => (
              <li key={decisionId}>
                <Link to={`/standards/decisions/${decisionId}`}>{t('decision')}</Link> {words('standardOutcome', from)} →{' '}
                {words('standardOutcome', to)}
              </li>
            ))}
          </ul>
        )}
      </List>
    </section>
  );
}
