import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

type MoreProps = Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;

/** The next page of a list, where there is one. */
export function More({ hasNextPage, isFetchingNextPage, fetchNextPage }: MoreProps) {
  const { t } = useTranslation();
  if (!hasNextPage) return null;
  return (
    <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage} block>
      {t('more')}
    </Button>
  );
}
