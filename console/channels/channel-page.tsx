import { Link, useParams } from 'react-router';
import { Page } from '../states/page.tsx';
import { useText } from '../words/texts.ts';
import { Registration } from './registration.tsx';
import { channelTexts } from './words.ts';

/** A provider, for the city's administrator (`/channels/:provider`). */
export default function ChannelPage() {
  const { provider = '' } = useParams();
  const t = useText(channelTexts);
  return (
    <Page title={t('channelOf', { id: provider })}>
      <Registration provider={provider} />
      <p>
        <Link to="/channels">{t('back')}</Link>
      </p>
    </Page>
  );
}
