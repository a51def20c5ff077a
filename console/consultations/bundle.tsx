import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { ActButton } from '../acts/act-button.tsx';
import { type ActThing, readAgain } from '../acts/thing.ts';
import { OpenFile } from '../evidence/open-file.tsx';
import { changeBundle } from '../generated/acts/consultations.ts';
import { useNames } from '../states/names.ts';
import { Tone } from '../states/tone.tsx';
import { WideTable } from '../states/wide-table.tsx';
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
  const { bundle } = of;
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
        <ExhibitTable exhibits={withLeft ? bundle.exhibits : now} of={of} name={t('bundle')} thing={thing} />
      )}
    </Part>
  );
}

interface ExhibitTableProps {
  readonly exhibits: readonly Exhibit[];
  readonly of: Whole;
  readonly name: string;
  readonly thing: ActThing;
}

function ExhibitTable({ exhibits, of, name, thing }: ExhibitTableProps) {
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
      render: (_, exhibit) => <Files exhibit={exhibit} consultationId={of.consultationId} thing={thing} />,
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
  return <WideTable<Exhibit> name={name} rowKey="n" rows={exhibits} columns={columns} />;
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
  readonly thing: ActThing;
}

/** The files of an exhibit, opened in this consultation: the opinion will say so. */
function Files({ exhibit, consultationId, thing }: FilesProps) {
  const t = useText(texts);
  const queries = useQueryClient();
  if (!exhibit.visible || exhibit.files === undefined || exhibit.files.length === 0) return t('noFiles');
  return (
    <>
      {exhibit.files.map(({ fileId, name = fileId, type = '' }) => (
        <div key={fileId} className="file">
          <To kind="evidence-file" id={fileId} word={name} />
          <OpenFile
            file={{ fileId, name, type }}
            consultationId={consultationId}
            onOpened={() => void readAgain(queries, thing)}
          />
        </div>
      ))}
      <Tone tone={exhibit.opened === true ? 'good' : 'warn'}>{exhibit.opened === true ? t('wasOpened') : t('notOpened')}</Tone>
    </>
  );
}
