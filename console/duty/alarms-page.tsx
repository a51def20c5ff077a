import './duty.css';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { PageLink } from '../jobs/page-link.tsx';
import { List, useList } from '../states/list.tsx';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { AlarmFilters, askedBy, isFiltered } from './alarm-filters.tsx';
import { AlarmTable } from './alarm-table.tsx';
import { dutyTexts } from './words.ts';

/** Alarms hurry: they are read again more often than other lists. */
const READ_EVERY_MS = 15_000;

/** The running alarms of the district, or of the city for an agency of the whole city; what banks still have to answer comes first. */
export default function AlarmsPage() {
  const { t } = useTranslation();
  const say = useText(dutyTexts);
  const [query] = useSearchParams();
  const asked = askedBy(query);
  const { sort: _, ...counted } = asked;
  const summary = useQuery({
    queryKey: ['alarms', 'summary', counted],
    queryFn: () => contentOf(api.GET('/v1/alerts/summary', { params: { query: counted } })),
    refetchInterval: READ_EVERY_MS,
  });
  const alarms = useList(
    ['alarms', 'list', asked],
    (page) => contentOf(api.GET('/v1/alerts', { params: { query: { ...asked, ...page } } })),
    { refetchInterval: READ_EVERY_MS },
  );
  return (
    <Page title={t('alarms')}>
      <p>
        <PageLink to="/alerts/new" otherwise={null}>
          <Button type="primary" tabIndex={-1}>
            {say('raise')}
          </Button>
        </PageLink>
      </p>
      <AlarmFilters />
      {summary.data && <Counts summary={summary.data} />}
      <List of={alarms} empty={isFiltered(query) ? say('emptyFiltered') : t('emptyAlarms')}>
        {(items) => <AlarmTable alarms={runningFirst(items)} readAt={alarms.dataUpdatedAt} />}
      </List>
    </Page>
  );
}

/** Of what is loaded, the alarms for which a bank or an officer still has to act come first; else the order of the API stays. */
function runningFirst(alarms: readonly Schemas['AlertEntry'][]): readonly Schemas['AlertEntry'][] {
  const runs = ({ status, orders }: Schemas['AlertEntry']): number =>
    status === 'open' && (orders.waiting > 0 || orders.waitingForPolice > 0 || orders.total === 0) ? 0 : 1;
  return alarms.toSorted((one, other) => runs(one) - runs(other));
}

function Counts({ summary: { total, more, statuses, grades, lossFen } }: { readonly summary: Schemas['AlertsSummary'] }) {
  const say = useText(dutyTexts);
  const words = useWords();
  const language = useLanguage();
  const counts = (enumeration: string, of: Readonly<Record<string, number>>) =>
    Object.entries(of).map(([value, count]) => [words(enumeration, value), String(count)] as const);
  const terms = [
    [say('total'), more ? say('moreThan', { n: total }) : String(total)] as const,
    ...counts('alarmState', statuses),
    ...counts('alertGrade', grades),
    [say('reportedLoss'), money(lossFen, language)] as const,
  ];
  return <Terms className="sums" of={terms} />;
}
