import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { useOwnAgency } from '../states/me.ts';
import { useText } from '../words/texts.ts';
import { bankTexts } from './words.ts';

const FRESH_MS = 30_000;

/** Says before any form that a bank with registered keys cannot answer here: the API takes what it sends only with its signature. */
export function SignatureNote() {
  const t = useText(bankTexts);
  const bankId = useOwnAgency();
  const { data } = useQuery({
    queryKey: ['own-bank', bankId],
    enabled: bankId !== undefined,
    staleTime: FRESH_MS,
    queryFn: () => contentOf(api.GET('/v1/banks/{bankId}', { params: { path: { bankId: bankId ?? '' } } })),
  });
  if (data?.jwks === undefined) return null;
  return <Alert type="warning" showIcon role="status" title={t('mustSign')} description={t('mustSignMeans')} />;
}
