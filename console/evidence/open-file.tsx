import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Flex, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schemas } from '../api/client.ts';
import { ApiProblem, contentOf } from '../api/problem.ts';
import { useText } from '../words/texts.ts';
import { fetchOpened, OpeningProblem, save, textOf } from './store.ts';
import { evidenceTexts } from './words.ts';

/** A file as a case or a consultation names it. Where the page does not know whether a browser may show it, the API says so. */
interface OpenedAs extends Pick<Schemas['EvidenceFile'], 'fileId' | 'name' | 'type'> {
  readonly preview?: boolean;
}

interface OpenFileProps {
  readonly file: OpenedAs;
  /** The consultation in which it is opened: it is noted there. */
  readonly consultationId?: string | undefined;
  /** The API has recorded the opening, and what says so may be read again. */
  onOpened?(): void;
}

/** What a page shows of a file itself: a picture or a text, neither of which runs anything. Everything else is saved. */
type Shown = { readonly kind: 'picture'; readonly address: string } | { readonly kind: 'text'; readonly text: string };

/**
 * Opens a file that is there (case or consultation): the API records the opening and gives a link, the bytes come from the store, and the page checks their hash before it shows or
 * saves them.
 */
export function OpenFile({ file, consultationId, onOpened }: OpenFileProps) {
  const t = useText(evidenceTexts);
  const [shown, setShown] = useState<Shown>();
  const { fileId, name, type, preview = true } = file;
  const kind = kindOf(type);
  const open = useMutation({
    mutationFn: async (as: 'original' | 'preview') => {
      const call = api.POST('/v1/evidence-files/{fileId}/open', {
        params: { path: { fileId }, header: { 'idempotency-key': crypto.randomUUID() } },
        body: { as, ...(consultationId !== undefined && { consultationId }) },
      });
      const opened = await contentOf(call);
      onOpened?.();
      const bytes = await fetchOpened(opened);
      if (as === 'original') save(bytes, opened.name);
      else setShown(await shownOf(bytes, kind === 'text'));
    },
  });
  const isOpening = (as: string): boolean => open.isPending && open.variables === as;
  return (
    <>
      <Flex gap="small" wrap>
        {preview && kind !== undefined && (
          <Button
            size="small"
            loading={isOpening('preview')}
            onClick={() => open.mutate('preview')}
            aria-label={t('showFile', { name })}
          >
            {t('show')}
          </Button>
        )}
        <Button
          size="small"
          loading={isOpening('original')}
          onClick={() => open.mutate('original')}
          aria-label={t('saveFile', { name })}
        >
          {t('save')}
        </Button>
      </Flex>
      {open.error !== null && <OpenFailed error={open.error} />}
      {shown !== undefined && <Preview name={name} shown={shown} close={() => setShown(undefined)} />}
    </>
  );
}

/** How the page shows a file of this type; undefined: it is saved. */
function kindOf(type: string): Shown['kind'] | undefined {
  if (type.startsWith('image/')) return 'picture';
  return type.startsWith('text/') ? 'text' : undefined;
}

async function shownOf(bytes: Blob, isText: boolean): Promise<Shown> {
  return isText ? { kind: 'text', text: await textOf(bytes) } : { kind: 'picture', address: URL.createObjectURL(bytes) };
}

function OpenFailed({ error }: { readonly error: Error }) {
  const t = useText(evidenceTexts);
  const words = useTranslation().t;
  const told =
    error instanceof ApiProblem ? (error.title ?? (error.kind === 'offline' ? words('offline') : words('failed'))) : undefined;
  const differs = error instanceof OpeningProblem && error.differs;
  return <Alert type="error" showIcon role="alert" title={told ?? (differs ? t('differs') : t('openFailed'))} />;
}

interface PreviewProps {
  readonly name: string;
  readonly shown: Shown;
  close(): void;
}

function Preview({ name, shown, close }: PreviewProps) {
  const address = shown.kind === 'picture' ? shown.address : undefined;
  // The bytes stay in the memory of the page only while they are shown.
  useEffect(() => () => (address === undefined ? undefined : URL.revokeObjectURL(address)), [address]);
  return (
    <Modal open title={name} footer={null} width="min(960px, 96vw)" onCancel={close} destroyOnHidden>
      {shown.kind === 'picture' ? (
        <img src={shown.address} alt={name} style={{ maxWidth: '100%' }} />
      ) : (
        // A long text is scrolled by keys, too.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to take the focus
        <pre className="code" tabIndex={0} style={{ maxHeight: '70vh', overflow: 'auto' }}>
          {shown.text}
        </pre>
      )}
    </Modal>
  );
}
