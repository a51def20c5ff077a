import { Typography } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { nameTab } from './tab.ts';

interface PageProps {
  /** The heading, and the title of the tab: nothing personal. */
  readonly title: string;
  readonly children: ReactNode;
}

/** One page: its heading has the focus first, so that a screen reader begins there. */
export function Page({ title, children }: PageProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLElement>(null);
  const product = t('product');
  useEffect(() => {
    nameTab(`${title} · ${product}`);
  }, [title, product]);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <Typography.Title level={1} tabIndex={-1} ref={heading} className="heading">
        {title}
      </Typography.Title>
      {children}
    </>
  );
}
