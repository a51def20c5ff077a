import { lazy, Suspense } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { conveneConsultation } from '../generated/acts/consultations.ts';
import { List, useList } from '../states/list.tsx';
import { Page } from '../states/page.tsx';
import { useText } from '../words/texts.ts';
import { EntryTable } from './entry-table.tsx';
import { Filters } from './filters.tsx';
import { type Entry, isAwaited } from './model.ts';
import { Part } from './part.tsx';
import { texts } from './words.ts';

// The form comes when a page leads here to convene.
const ConveneFor = lazy(async () => ({ default: (await import('./convene.tsx')).ConveneFor }));

/** The consultations of the agency: what waits for it, then the others. With `?case=` in the address, one is convened on that case. */
export default function ConsultationsPage() {
  const t = useText(texts);
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const all = query.get('all') === 'true';
  const list = useList(['consultations', { all }], (page) =>
    contentOf(api.GET('/v1/consultations', { params: { query: { ...(!all && { open: 'true' as const }), ...page } } })),
  );
  const about = query.get('case') ?? undefined;
  const open = ({ consultationId }: { readonly consultationId: string }): void =>
    void navigate(`/consultations/${consultationId}`);
  return (
    <Page title={t('consultations')}>
      {about === undefined ? (
        <p>
          <ActButton act={conveneConsultation} onDone={open} />
        </p>
      ) : (
        <Suspense>
          <ConveneFor caseId={about} onDone={open} />
        </Suspense>
      )}
      <Filters all={all} />
      <List of={list} empty={all ? t('emptyAll') : t('emptyOpen')}>
        {(items) => <Entries entries={items} />}
      </List>
    </Page>
  );
}

/** What waits for the reader's agency stands first; in both parts the overdue lead, as the API has them. */
function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  const t = useText(texts);
  const waiting = entries.filter(({ awaits }) => isAwaited(awaits));
  const others = entries.filter(({ awaits }) => !isAwaited(awaits));
  return (
    <>
      <Part id="waiting" title={t('waitsForUs')}>
        {waiting.length === 0 ? <p>{t('nothingWaits')}</p> : <EntryTable entries={waiting} name={t('waitsForUs')} />}
      </Part>
      {others.length > 0 && (
        <Part id="others" title={t('others')}>
          <EntryTable entries={others} name={t('others')} />
        </Part>
      )}
    </>
  );
}
