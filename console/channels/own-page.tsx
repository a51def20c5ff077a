import { useQuery } from '@tanstack/react-query';
import { ActButton } from '../acts/act-button.tsx';
import { api } from '../api/client.ts';
import { ApiProblem, contentOf } from '../api/problem.ts';
import { registerChannel } from '../generated/acts/channels.ts';
import { useOwnAgency } from '../states/me.ts';
import { Page } from '../states/page.tsx';
import { useText } from '../words/texts.ts';
import { Registration } from './registration.tsx';
import { channelTexts } from './words.ts';

/** A provider's own registration (`/channel`); the first one is made here, too. */
export default function OwnPage() {
  const t = useText(channelTexts);
  const provider = useOwnAgency();
  return (
    <Page title={t('own')}>
      <p className="quiet">{t('mustSign')}</p>
      {provider !== undefined && <Own provider={provider} />}
    </Page>
  );
}

function Own({ provider }: { readonly provider: string }) {
  const t = useText(channelTexts);
  const known = useQuery({
    queryKey: ['channels', provider],
    queryFn: () => isRegistered(provider),
  });
  if (known.data !== false) return <Registration provider={provider} />;
  return (
    <>
      <p role="status">{t('notRegistered')}</p>
      <div className="acts">
        <ActButton act={registerChannel} params={{ provider }} primary onDone={() => void known.refetch()} />
      </div>
    </>
  );
}

/** Whether the provider has a registration already. @throws ApiProblem if that cannot be told */
async function isRegistered(provider: string): Promise<boolean> {
  try {
    await contentOf(api.GET('/v1/channels/{provider}', { params: { path: { provider } } }));
    return true;
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.kind === 'not-found') return false;
    throw problem;
  }
}
