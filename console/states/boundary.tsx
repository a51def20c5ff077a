import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface BoundaryProps {
  readonly children: ReactNode;
}

/**
 * Says so where a page cannot be shown: its files are out of reach, or a newer release has replaced them. React asks for a class here.
 */
export class Boundary extends Component<BoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

/** What stands in the place of a page that cannot be shown. */
export function Broken() {
  const { t } = useTranslation();
  return <Result status="warning" title={t('broken')} extra={<Button onClick={() => location.reload()}>{t('reload')}</Button>} />;
}
