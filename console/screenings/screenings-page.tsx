import type { TableColumnsType } from 'antd';
import { useSearchParams } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { ThingLink } from '../jobs/thing-link.tsx';
import { Choices } from '../states/choices.tsx';
import { DaysLeft } from '../states/days-left.tsx';
import { DistrictChoice, useDistrictAsked } from '../states/district-choice.tsx';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { minute } from '../words/format.ts';
import { useLabels, useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { screeningTexts } from './words.ts';

type Entry = Schemas['ScreeningEntry'];
type Status = Entry['status'];

/** Nothing is left to do where the freeze ended first, so the list has none of these. */
const ENDED: Status = 'ended';

/** The frozen accounts in which officers have something to do, what is due first (`/screenings`). */
export default function ScreeningsPage() {
  const t = useText(screeningTexts);
  const asked = { ...useDistrictAsked(), ...useStatusAsked() };
  const screenings = useList(['screenings', asked], (page) =>
    contentOf(api.GET('/v1/screenings', { params: { query: { ...asked, ...page } } })),
  );
  return (
    <Page title={t('screenings')}>
      <div className="filters">
        <ByStatus />
        <DistrictChoice />
      </div>
      <List of={screenings} empty={t('none')}>
        {(items) => <Screenings entries={items} readAt={screenings.dataUpdatedAt} />}
      </List>
    </Page>
  );
}

/** The status that the address asks for; nothing where the API has no word for it. */
function useStatusAsked(): { readonly status?: Status } {
  const [query] = useSearchParams();
  const labels = useLabels();
  const asked = query.get('status') ?? '';
  const isStatus = (value: string): value is Status => Object.hasOwn(labels?.['screeningState'] ?? {}, value);
  return isStatus(asked) ? { status: asked } : {};
}

function ByStatus() {
  const t = useText(screeningTexts);
  const language = useLanguage();
  const statuses = Object.entries(useLabels()?.['screeningState'] ?? {}).filter(([value]) => value !== ENDED);
  const choices = statuses.map(([value, word]) => ({ value, text: word[language] }));
  return <Choices name={t('filter')} of="status" choices={[{ value: '', text: t('all') }, ...choices]} />;
}

function Screenings({ entries, readAt }: { readonly entries: readonly Entry[]; readonly readAt: number }) {
  const t = useText(screeningTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(entries.flatMap(({ bankId, agency }) => [bankId, agency]));
  const columns: TableColumnsType<Entry> = [
    { title: t('order'), key: 'order', render: (_, { orderId }) => <ThingLink kind="order" id={orderId} /> },
    { title: t('state'), key: 'state', render: (_, { status }) => <Tone>{words('screeningState', status)}</Tone> },
    { title: t('finding'), key: 'finding', render: (_, { finding }) => finding && words('finding', finding) },
    { title: t('todo'), key: 'todo', render: (_, { ownerDueAt }) => t(ownerDueAt === undefined ? 'toFind' : 'toTell') },
    {
      title: t('due'),
      key: 'due',
      render: (_, { dueAt, ownerDueAt }) => <DaysLeft until={ownerDueAt ?? dueAt} readAt={readAt} />,
    },
    { title: t('frozen'), key: 'frozen', className: 'number', render: (_, { frozenAt }) => minute(frozenAt, language) },
    { title: t('extent'), key: 'extent', render: (_, { whole }) => t(whole ? 'whole' : 'sum') },
    { title: t('bank'), key: 'bank', render: (_, { bankId }) => nameOf(bankId) },
    { title: t('agency'), key: 'agency', render: (_, { agency }) => nameOf(agency) },
    { title: t('district'), key: 'district', render: (_, { district }) => words('district', district) },
  ];
  return <WideTable<Entry> name={t('screenings')} rowKey="orderId" rows={entries} columns={columns} />;
}
