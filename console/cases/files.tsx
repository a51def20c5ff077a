import { useQuery } from '@tanstack/react-query';
import { Flex, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { offers } from '../acts/offers.ts';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { OpenFile } from '../evidence/open-file.tsx';
import { sizeOf } from '../evidence/size.ts';
import { evidenceTexts } from '../evidence/words.ts';
import { announceEvidenceFile } from '../generated/acts/evidence-files.ts';
import { Answer } from '../states/answer.tsx';
import { useNames } from '../states/names.ts';
import { Tone, type ToneName } from '../states/tone.tsx';
import { minute } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { type EvidenceFile, filesKey, isThere, type Piece } from './evidence-file.ts';
import type { CaseProps } from './part-props.ts';
import { Rows } from './section.tsx';
import { Upload } from './upload.tsx';

interface FilesProps extends CaseProps {
  readonly piece: Piece;
}

/** The files of a piece of evidence: opened, saved, and brought by those who work on the case. */
export function Files({ fraudCase: { caseId }, thing, piece: { itemId, title } }: FilesProps) {
  const t = useText(evidenceTexts);
  const files = useQuery({
    queryKey: filesKey(caseId, itemId),
    refetchOnWindowFocus: false,
    queryFn: () => contentOf(api.GET('/v1/cases/{caseId}/items/{itemId}/files', { params: { path: { caseId, itemId } } })),
  });
  const name = t('filesOf', { title });
  return (
    <section aria-label={name}>
      <Answer of={files} empty={{ when: ({ items }) => items.length === 0, text: t('noFiles') }}>
        {({ items }) => <FileTable files={items} name={name} />}
      </Answer>
      <p className="quiet">{t('recorded')}</p>
      {offers(announceEvidenceFile, thing) && <Upload caseId={caseId} itemId={itemId} waiting={files.data?.items ?? []} />}
    </section>
  );
}

/** A file that waits for nothing any more is good or bad; the word says which. */
function toneOf({ rejected, withdrawn, arrivedAt }: EvidenceFile): ToneName {
  if (rejected !== undefined || withdrawn !== undefined) return 'bad';
  return arrivedAt === undefined ? 'warn' : 'plain';
}

function FileTable({ files, name }: { readonly files: readonly EvidenceFile[]; readonly name: string }) {
  const t = useText(evidenceTexts);
  const words = useWords();
  const language = useLanguage();
  const nameOf = useNames(files.map(({ announcedBy }) => announcedBy));
  const columns: TableColumnsType<EvidenceFile> = [
    { title: t('file'), key: 'name', render: (_, file) => file.name },
    {
      title: t('state'),
      key: 'state',
      render: (_, file) => <Tone tone={toneOf(file)}>{words('evidenceFileState', file.state)}</Tone>,
    },
    { title: t('act'), key: 'act', render: (_, file) => <FileActs file={file} /> },
    { title: t('kind'), key: 'kind', render: (_, { family }) => family && words('fileFamily', family) },
    { title: t('size'), key: 'size', render: (_, { sizeBytes }) => sizeOf(sizeBytes, language), className: 'number' },
    { title: t('announced'), key: 'at', render: (_, { announcedAt }) => minute(announcedAt, language), className: 'number' },
    { title: t('by'), key: 'by', render: (_, { announcedBy }) => nameOf(announcedBy) },
  ];
  return <Rows name={name} rowKey="fileId" rows={files} columns={columns} empty={t('noFiles')} />;
}

function FileActs({ file }: { readonly file: EvidenceFile }) {
  const t = useText(evidenceTexts);
  return (
    <Flex gap="small" align="center">
      {isThere(file) && <OpenFile file={file} />}
      <Link to={`/evidence-files/${file.fileId}`} aria-label={t('pageOf', { name: file.name })}>
        {t('page')}
      </Link>
    </Flex>
  );
}
