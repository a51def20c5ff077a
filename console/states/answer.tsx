import { Alert, Button, Empty, Result, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.ts';

interface AnswerProps<Data> {
  readonly of: { readonly data: Data | undefined; readonly error: Error | null; refetch(): unknown };
  /** What the page says instead of an empty list; absent: what is shown is never empty. */
  readonly empty?: { readonly when: (data: Data) => boolean; readonly text: string };
  readonly children: (data: Data) => ReactNode;
}

/** What the API answered, in each of its states: loading, there, empty, out of date, forbidden, unknown, failed, out of reach. */
export function Answer<Data>({ of: { data, error, refetch }, empty, children }: AnswerProps<Data>) {
  const { t } = useTranslation();
  const again = () => void refetch();
  if (data === undefined) return error === null ? <Loading /> : <Failure error={error} again={again} />;
  if (error instanceof ApiProblem && error.kind !== 'offline' && error.kind !== 'failed')
    return <Failure error={error} again={again} />;
  return (
    <>
      {error !== null && <Alert type="warning" showIcon role="status" title={t('stale')} action={<Again onClick={again} />} />}
      {empty?.when(data) ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty.text} /> : children(data)}
    </>
  );
}

/** What stands in the place of what is still read. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-busy="true">
      <span className="unseen">{t('loading')}</span>
      <Skeleton active />
    </div>
  );
}

interface FailureProps {
  readonly error: Error;
  again(): void;
}

function Failure({ error, again }: FailureProps) {
  const { t } = useTranslation();
  const { kind, title, correlationId } = error instanceof ApiProblem ? error : new ApiProblem();
  if (kind === 'forbidden') return <Result status="warning" title={t('forbidden')} subTitle={title} />;
  if (kind === 'not-found') return <Result status="info" title={t('notFound')} />;
  if (kind === 'offline') return <Result status="warning" title={t('offline')} extra={<Again onClick={again} />} />;
  const reported = correlationId === undefined ? undefined : t('reported', { id: correlationId });
  return <Result status="error" title={title ?? t('failed')} subTitle={reported} extra={<Again onClick={again} />} />;
}

function Again({ onClick }: { readonly onClick: () => void }) {
  const { t } = useTranslation();
  return <Button onClick={onClick}>{t('again')}</Button>;
}
