import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Empty, Flex, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api, type Schemas } from '../api/client.ts';
import { ApiProblem, contentOf } from '../api/problem.ts';
import { usePageOf } from '../jobs/places.ts';
import { useNamed, useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Tone } from '../states/tone.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';

/** Finds things by what people have at hand. The text goes in the body of a request; it is in no address and is not kept. */
export default function SearchPage() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const field = useId();
  const search = useMutation({
    mutationFn: (q: string) =>
      contentOf(api.POST('/v1/search', { params: { header: { 'idempotency-key': crypto.randomUUID() } }, body: { q } })),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') search.mutate(text);
  };
  return (
    <Page title={t('search')}>
      <form onSubmit={submit} autoComplete="off">
        <label htmlFor={field}>{t('searchFor')}</label>
        <Flex gap="small">
          <Input id={field} value={text} onChange={({ target }) => setText(target.value)} maxLength={128} />
          <Button type="primary" htmlType="submit" loading={search.isPending}>
            {t('find')}
          </Button>
        </Flex>
        <p className="quiet">{t('searchNote')}</p>
      </form>
      <div aria-live="polite">
        {search.error !== null && <SearchFailed error={search.error} />}
        {search.data !== undefined && <Findings items={search.data.items} />}
      </div>
    </Page>
  );
}

function SearchFailed({ error }: { readonly error: Error }) {
  const { t } = useTranslation();
  const problem = error instanceof ApiProblem ? error : new ApiProblem();
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={problem.kind === 'offline' ? t('offline') : (problem.title ?? t('failed'))}
    />
  );
}

function Findings({ items }: { readonly items: readonly Schemas['Found'][] }) {
  const { t } = useTranslation();
  if (items.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('emptySearch')} />;
  return (
    <>
      <p>{t('results', { n: items.length })}</p>
      <ul className="entries">
        {items.map((found) => (
          <Finding key={`${found.kind} ${found.id}`} found={found} />
        ))}
      </ul>
    </>
  );
}

/** The words for where a thing stands, by its kind; an alarm and a request have no states. */
const stateWords: Readonly<Partial<Record<Schemas['Found']['kind'], string>>> = {
  order: 'orderState',
  case: 'caseState',
  consultation: 'consultationState',
  'listed-case': 'listingState',
  objection: 'objectionState',
  'return-round': 'returnRoundStatus',
  warning: 'warningStatus',
  'blacklist-entry': 'blacklistEntryState',
  collision: 'collisionState',
  campaign: 'campaignState',
  lead: 'leadState',
};

/** One that was found, with what tells it from another one: kind, reference, whose it is, how it stands, since when. */
function Finding({ found }: { readonly found: Schemas['Found'] }) {
  const { kind, id, reference, district, bankId, state, by, since } = found;
  const { t } = useTranslation();
  const words = useWords();
  const language = useLanguage();
  const page = usePageOf()(kind, id);
  const namedBy = useNamed([id]);
  const nameOf = useNames([bankId]);
  const stands = stateWords[kind];
  // An order's name is its bank, which stands there by itself.
  const title = kind === 'order' ? undefined : namedBy(id)?.name;
  const where = [title, bankId && nameOf(bankId), district && words('district', district)].filter(Boolean).join(' · ');
  return (
    <li>
      <span>{words('foundKind', kind)}</span>
      {state !== undefined && stands !== undefined && <Tone>{words(stands, state)}</Tone>}
      <p>
        {page === undefined ? reference : <Link to={page}>{reference}</Link>} <span className="quiet">{where}</span>
      </p>
      <span className="quiet">
        {t('foundBy')}: {by.map((mark) => words('searchMark', mark)).join(', ')}
      </span>
      <span className="number quiet">{moment(since, language)}</span>
    </li>
  );
}
