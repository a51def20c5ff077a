import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { AskingForm } from '../acts/asking-form.tsx';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { proposeListing } from '../generated/acts/listed-cases.ts';
import { Choices } from '../states/choices.tsx';
import { List, READ_EVERY_MS, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { WhichOnes } from './filters.tsx';
import { ListingTable } from './listing-table.tsx';
import { useShownListings, useWhich } from './which.ts';
import { supervisionTexts } from './words.ts';

/** Listed cases, suggestions and proposals by the moment when a person must act, the overdue first. */
export default function ListingsPage() {
  const t = useText(supervisionTexts);
  const [query] = useSearchParams();
  const which = useWhich(query);
  const shown = useShownListings(query);
  const navigate = useNavigate();
  const caseId = query.get('case');
  const opened = ({ listedCaseId }: { readonly listedCaseId: string }) => void navigate(`/listed-cases/${listedCaseId}`);
  const asked = { ...which, ...shown };
  const summary = useQuery({
    queryKey: ['listed-cases', 'summary', which],
    queryFn: () => contentOf(api.GET('/v1/listed-cases/summary', { params: { query: which } })),
    refetchInterval: READ_EVERY_MS,
  });
  const listings = useList(['listed-cases', 'list', asked], (page) =>
    contentOf(api.GET('/v1/listed-cases', { params: { query: { ...asked, ...page } } })),
  );
  return (
    <Page title={t('listings')}>
      {caseId === null ? (
        <div className="acts">
          <ActButton act={proposeListing} onDone={opened} />
        </div>
      ) : (
        <ProposeFor caseId={caseId} onDone={opened} />
      )}
      {summary.data && <ByNeed summary={summary.data} />}
      <WhichOnes />
      <List of={listings} empty={t('noListings')}>
        {(items) => <ListingTable listings={items} name={t('listings')} />}
      </List>
    </Page>
  );
}

interface ProposeForProps {
  readonly caseId: string;
  onDone(listing: { readonly listedCaseId: string }): void;
}

/** The proposal for a case that another page named. */
function ProposeFor({ caseId, onDone }: ProposeForProps) {
  const t = useText(supervisionTexts);
  const nameOf = useNames([caseId]);
  return (
    <section className="part" aria-label={t('proposeFor')}>
      <h2>
        {t('proposeFor')} {nameOf(caseId)}
      </h2>
      <AskingForm act={proposeListing} fixed={{ caseId }} onDone={onDone} />
    </section>
  );
}

/** How many there are by what they need, each a filter. */
function ByNeed({ summary }: { readonly summary: Schemas['ListedCasesSummary'] }) {
  const t = useText(supervisionTexts);
  const words = useWords();
  const { total, overdue, toDecide, statuses } = summary;
  const choices = [
    { value: '', text: t('all'), count: total },
    { value: 'overdue', text: t('overdue'), count: overdue },
    { value: 'toDecide', text: t('toDecide'), count: toDecide },
    ...Object.entries(statuses).map(([value, count]) => ({ value, text: words('listingState', value), count })),
  ];
  return <Choices name={t('filter')} of="show" choices={choices} />;
}
