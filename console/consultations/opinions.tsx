import { Button, type TableColumnsType } from 'antd';
import { useId, useState } from 'react';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { OnVersion } from './questions.tsx';
import { texts } from './words.ts';

type Signed = Schemas['OpinionView'];

/** Every opinion as it was signed, also those that a newer one has replaced; read when a person asks for them. */
export function AllOpinions({ consultationId }: { readonly consultationId: string }) {
  const t = useText(texts);
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="part">
      <Button aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {open ? t('hideOpinions') : t('allOpinions')}
      </Button>
      <div id={id}>{open && <Opinions consultationId={consultationId} />}</div>
    </div>
  );
}

function Opinions({ consultationId }: { readonly consultationId: string }) {
  const t = useText(texts);
  const list = useList(
    ['opinions', consultationId],
    (page) =>
      contentOf(api.GET('/v1/consultations/{consultationId}/opinions', { params: { path: { consultationId }, query: page } })),
    { refetchInterval: false },
  );
  return (
    <List of={list} empty={t('emptyOpinions')}>
      {(items) => <SignedTable signed={items} />}
    </List>
  );
}

function SignedTable({ signed }: { readonly signed: readonly Signed[] }) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(signed.map(({ by }) => by.agency));
  const columns: TableColumnsType<Signed> = [
    { title: t('number'), key: 'n', render: (_, { n }) => n, className: 'number' },
    { title: t('questions'), key: 'question', render: (_, { question }) => t('questionN', { n: question }) },
    { title: t('agency'), key: 'agency', render: (_, { by }) => nameOf(by.agency) },
    {
      title: t('position'),
      key: 'position',
      render: (_, { position, supersededBy }) => (
        <>
          {words('position', position)} {supersededBy !== undefined && <Tone>{t('superseded', { n: supersededBy })}</Tone>}
        </>
      ),
    },
    { title: t('grounds'), key: 'text', render: (_, { text }) => <p className="prose">{text}</p> },
    { title: t('onVersion'), key: 'version', render: (_, opinion) => <OnVersion opinion={opinion} /> },
    { title: t('signedAt'), key: 'at', className: 'number', render: (_, { at }) => moment(at, language) },
  ];
  return <WideTable<Signed> name={t('allOpinions')} rowKey="n" rows={signed} columns={columns} />;
}
