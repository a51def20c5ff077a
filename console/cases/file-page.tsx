import type { TableColumnsType } from 'antd';
import { Link, useParams } from 'react-router';
import { ActButton } from '../acts/act-button.tsx';
import { useMay } from '../acts/may.ts';
import { useThing } from '../acts/thing.ts';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { OpenFile } from '../evidence/open-file.tsx';
import { sizeOf } from '../evidence/size.ts';
import { evidenceTexts } from '../evidence/words.ts';
import { withdrawEvidenceFile } from '../generated/acts/evidence-files.ts';
import type { operations } from '../generated/api.ts';
import { Answer } from '../states/answer.tsx';
import { List, useList } from '../states/list.tsx';
import { useNames } from '../states/names.ts';
import { Page } from '../states/page.tsx';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { minute, moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { type EvidenceFile, filesKey, isThere } from './evidence-file.ts';
import { Rows, Section } from './section.tsx';

type Opening = operations['listFileOpenings']['responses'][200]['content']['application/json']['items'][number];

/** One file of evidence: how it stands, what can be done with it, and who opened it. */
export default function FilePage() {
  const t = useText(evidenceTexts);
  const { fileId = '' } = useParams();
  const may = useMay();
  const thing = useThing('/v1/evidence-files/{fileId}', { fileId }, { isRecorded: true });
  const place = thing.data;
  const shown = place === undefined ? thing : { ...thing, shownIn: [filesKey(place.caseId, place.itemId)] };
  return (
    <Page title={t('file')}>
      <Answer of={thing.query}>
        {(file) => (
          <>
            <FileFacts file={file} />
            <p className="quiet">{t('recorded')}</p>
            <div className="acts">
              {isThere(file) && <OpenFile file={file} />}
              <ActButton act={withdrawEvidenceFile} thing={shown} danger />
            </div>
            {may.has('case.reads') && <Openings fileId={fileId} />}
          </>
        )}
      </Answer>
    </Page>
  );
}

function FileFacts({ file }: { readonly file: EvidenceFile }) {
  const t = useText(evidenceTexts);
  const words = useWords();
  const language = useLanguage();
  const { rejected, withdrawn, scan, family } = file;
  const nameOf = useNames([file.announcedBy, file.caseId]);
  return (
    <Terms
      of={[
        [t('title'), file.name],
        [
          t('toCase'),
          <Link key="case" to={`/cases/${file.caseId}?part=evidence`}>
            {nameOf(file.caseId)}
          </Link>,
        ],
        [t('state'), <Tone key="state">{words('evidenceFileState', file.state)}</Tone>],
        [t('kind'), [family && words('fileFamily', family), file.type].filter(Boolean).join(' · ')],
        [t('size'), sizeOf(file.sizeBytes, language)],
        [
          t('hash'),
          <span key="hash" className="code">
            {file.sha256}
          </span>,
        ],
        [t('scan'), scan && words('scanOutcome', scan)],
        [t('announced'), `${minute(file.announcedAt, language)} · ${nameOf(file.announcedBy)}`],
        [words('evidenceFileState', 'rejected'), rejected && words('fileRejection', rejected.reason)],
        [words('evidenceFileState', 'withdrawn'), withdrawn?.reason],
      ]}
    />
  );
}

/** Who opened the file, when and how: for those who answer for the case. */
function Openings({ fileId }: { readonly fileId: string }) {
  const t = useText(evidenceTexts);
  const openings = useList(
    ['openings', fileId],
    (page) => contentOf(api.GET('/v1/evidence-files/{fileId}/openings', { params: { path: { fileId }, query: page } })),
    { refetchInterval: false },
  );
  return (
    <Section title={t('openings')}>
      <List of={openings} empty={t('noOpenings')}>
        {(items) => <OpeningTable openings={items} />}
      </List>
    </Section>
  );
}

function OpeningTable({ openings }: { readonly openings: readonly Opening[] }) {
  const t = useText(evidenceTexts);
  const words = useWords();
  const language = useLanguage();
  const rows = openings.map((opening, n) => ({ ...opening, key: String(n) }));
  const nameOf = useNames(rows.map(({ agency }) => agency));
  const columns: TableColumnsType<(typeof rows)[number]> = [
    { title: t('at'), key: 'at', render: (_, { at }) => moment(at, language), className: 'number' },
    { title: t('agency'), key: 'agency', render: (_, { agency }) => nameOf(agency) },
    { title: t('person'), key: 'person', render: (_, { subject }) => subject },
    { title: t('as'), key: 'as', render: (_, { as }) => words('openedAs', as) },
  ];
  return <Rows name={t('openings')} rowKey="key" rows={rows} columns={columns} empty={t('noOpenings')} />;
}
