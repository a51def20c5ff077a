import { Alert, Button, Flex, Progress } from 'antd';
import { type ChangeEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { evidenceTexts } from '../evidence/words.ts';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import type { EvidenceFile } from './evidence-file.ts';
import { TypeChoice } from './type-choice.tsx';
import { type Uploading, useUpload } from './use-upload.ts';

interface UploadProps {
  readonly caseId: string;
  readonly itemId: string;
  /** The files of the piece: those that were announced and did not come can go on. */
  readonly waiting: readonly EvidenceFile[];
}

/** Brings a file, or goes on with one whose upload broke off, also after the page was loaded again. */
export function Upload({ caseId, itemId, waiting }: UploadProps) {
  const t = useText(evidenceTexts);
  const { uploading, begin, resume, cancel } = useUpload(caseId, itemId);
  const isBusy = 'done' in uploading;
  const announced = waiting.filter(
    ({ arrivedAt, withdrawn, state }) => state === 'announced' && arrivedAt === undefined && !withdrawn,
  );
  return (
    <Flex vertical gap="small" align="start">
      <Flex gap="small" wrap>
        <Chooser word={t('upload')} isBusy={isBusy} chosen={(bytes) => void begin(bytes)} />
        {!isBusy &&
          announced.map((file) => (
            <Chooser
              key={file.fileId}
              word={t('continueFile', { name: file.name })}
              isBusy={false}
              chosen={(bytes) => void resume(file, bytes)}
            />
          ))}
        {isBusy && <Button onClick={cancel}>{t('cancel')}</Button>}
      </Flex>
      <Standing uploading={uploading} />
      {uploading.kind === 'broken' && (
        <Button onClick={() => void resume(uploading.file, uploading.bytes)}>
          {uploading.fault === 'changed' ? t('again') : t('continue')}
        </Button>
      )}
      {uploading.kind === 'refused' && (
        <TypeChoice problem={uploading.problem} chosen={(type) => void begin(uploading.bytes, type)} />
      )}
    </Flex>
  );
}

interface ChooserProps {
  readonly word: string;
  readonly isBusy: boolean;
  chosen(bytes: File): void;
}

/** A button that opens the browser's choice of files. */
function Chooser({ word, isBusy, chosen }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null);
  const take = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const [bytes] = target.files ?? [];
    // The same file can be chosen again.
    target.value = '';
    if (bytes !== undefined) chosen(bytes);
  };
  return (
    <>
      <input ref={input} type="file" hidden onChange={take} aria-label={word} />
      <Button loading={isBusy} onClick={() => input.current?.click()}>
        {word}
      </Button>
    </>
  );
}

function Standing({ uploading }: { readonly uploading: Uploading }) {
  const t = useText(evidenceTexts);
  const common = useTranslation().t;
  if (uploading.kind === 'idle') return null;
  if ('done' in uploading)
    return (
      <div role="status" style={{ width: 'min(420px, 80vw)' }}>
        {t(uploading.kind)}
        <Progress percent={Math.round(uploading.done * 100)} size="small" aria-label={t(uploading.kind)} />
      </div>
    );
  if (uploading.kind === 'over') return <Over file={uploading.file} />;
  if (uploading.kind === 'not-same') return <Alert type="warning" showIcon role="alert" title={t('notSame')} />;
  if (uploading.kind === 'broken') return <Alert type="warning" showIcon role="alert" title={t(uploading.fault)} />;
  const { title, kind } = uploading.problem;
  return (
    <Alert type="error" showIcon role="alert" title={title ?? (kind === 'offline' ? common('offline') : common('failed'))} />
  );
}

function Over({ file: { name, rejected, scan } }: { readonly file: EvidenceFile }) {
  const t = useText(evidenceTexts);
  const words = useWords();
  if (rejected !== undefined)
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t('rejected', { name, reason: words('fileRejection', rejected.reason) })}
      />
    );
  return <Alert type="success" showIcon role="status" title={scan === undefined ? t('later') : t('arrived', { name })} />;
}
