import { Checkbox, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import type { ActThing } from '../acts/thing.ts';
import { changeBundle } from '../generated/acts/consultations.ts';
import { usePageOf } from '../jobs/places.ts';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { moment, money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { To } from './facts.tsx';
import { type Exhibit, present, type Whole } from './model.ts';
import { Part } from './part.tsx';
import { PiecesInput } from './pieces-input.tsx';
import { ExhibitsInput } from './widgets.tsx';
import { texts } from './words.ts';

const fields = { '/add': PiecesInput, '/remove': ExhibitsInput };

interface BundleProps {
  readonly of: Whole;
  readonly thing: ActThing;
}

/** The evidence: the present version, what has left it, and what is new to the reader. */
export function Bundle({ of, thing }: BundleProps) {
  const t = useText(texts);
  const { bundle, consultationId } = of;
  const [withLeft, setWithLeft] = useState(false);
  const now = present(bundle.exhibits);
  const hasLeft = now.length < bundle.exhibits.length;
  return (
    <Part id="bundle" title={bundle.version === 0 ? t('bundle') : `${t('bundle')} · ${t('version', { n: bundle.version })}`}>
      <p className="acts">
        <ActButton act={changeBundle} thing={thing} fields={fields} />
        {hasLeft && (
          <Checkbox checked={withLeft} onChange={({ target }) => setWithLeft(target.checked)}>
            {t('showRemoved')}
          </Checkbox>
        )}
      </p>
      {bundle.version === 0 ? (
        <p className="quiet">{t('emptyBundle')}</p>
      ) : (
        <ExhibitTable exhibits={withLeft ? bundle.exhibits : now} of={of} name={t('bundle')} consultationId={consultationId} />
      )}
    </Part>
  );
}

interface ExhibitTableProps {
  readonly exhibits: readonly Exhibit[];
  readonly of: Whole;
  readonly name: string;
  readonly consultationId: string;
}

function ExhibitTable({ exhibits, of, name, consultationId }: ExhibitTableProps) {
  const t = useText(texts);
  const words = useWords();
  const nameOf = useNames(exhibits.map(({ by }) => by));
  const referenceOf = new Map(of.cases.map(({ caseId, reference }) => [caseId, reference]));
  const columns: TableColumnsType<Exhibit> = [
    { title: t('number'), key: 'n', render: (_, { n }) => n, className: 'number' },
    { title: t('exhibit'), key: 'exhibit', render: (_, exhibit) => <Shown exhibit={exhibit} /> },
    { title: t('part'), key: 'part', render: (_, { part }) => words('casePart', part) },
    {
      title: t('files'),
      key: 'files',
      render: (_, exhibit) => <Files exhibit={exhibit} consultationId={consultationId} />,
    },
    {
      title: t('inCase'),
      key: 'case',
      render: (_, exhibit) =>
        exhibit.visible && <To kind="case" id={exhibit.caseId} word={referenceOf.get(exhibit.caseId) ?? t('caseUnknown')} />,
    },
    { title: t('by'), key: 'by', render: (_, { by }) => nameOf(by) },
    { title: t('since'), key: 'since', render: (_, exhibit) => <Versions exhibit={exhibit} /> },
  ];
  return (
    <Table<Exhibit>
      aria-label={name}
      rowKey="n"
      size="small"
      scroll={{ x: 'max-content' }}
      dataSource={[...exhibits]}
      columns={columns}
      pagination={false}
    />
  );
}

/** What an exhibit is, in the words of its case; or that it is not shown to the reader. */
function Shown({ exhibit }: { readonly exhibit: Exhibit }) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  if (!exhibit.visible) return <Tone>{t('hidden')}</Tone>;
  const { content = {}, note, withdrawn } = exhibit;
  const more = [
    content.category && words('evidenceCategory', content.category),
    content.role && words('personRole', content.role),
    content.number,
    content.amountFen === undefined ? undefined : money(content.amountFen, language),
    content.at && moment(content.at, language),
    note,
  ].filter((one) => one !== undefined);
  return (
    <>
      {content.title ?? words('casePart', exhibit.part)} <span className="quiet">{more.join(' · ')}</span>{' '}
      {withdrawn && <Tone tone="bad">{t('gone')}</Tone>}
    </>
  );
}

function Versions({ exhibit: { since, until } }: { readonly exhibit: Exhibit }) {
  const t = useText(texts);
  return (
    <>
      {t('version', { n: since })} {until !== undefined && <Tone>{t('removedIn', { n: until })}</Tone>}
    </>
  );
}

interface FilesProps {
  readonly exhibit: Exhibit;
  readonly consultationId: string;
}

/** The files of an exhibit, each with the way to its page: opened there in this consultation, the opinion will say so. */
function Files({ exhibit, consultationId }: FilesProps) {
  const t = useText(texts);
  const pageOf = usePageOf();
  if (!exhibit.visible || exhibit.files === undefined || exhibit.files.length === 0) return t('noFiles');
  return (
    <>
      {exhibit.files.map(({ fileId, name = fileId }) => {
        const page = pageOf('evidence-file', fileId);
        return (
          <div key={fileId}>{page === undefined ? name : <Link to={`${page}?consultation=${consultationId}`}>{name}</Link>}</div>
        );
      })}
      <Tone tone={exhibit.opened === true ? 'good' : 'warn'}>{exhibit.opened === true ? t('wasOpened') : t('notOpened')}</Tone>
    </>
  );
}
