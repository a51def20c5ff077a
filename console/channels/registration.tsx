import { ActButton } from '../acts/act-button.tsx';
import { useThing } from '../acts/thing.ts';
import { registerChannel } from '../generated/acts/channels.ts';
import { Answer } from '../states/answer.tsx';
import { Terms } from '../states/terms.tsx';
import { Tone } from '../states/tone.tsx';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { channelTexts } from './words.ts';

/** What a provider registered, and its change. */
export function Registration({ provider }: { readonly provider: string }) {
  const t = useText(channelTexts);
  const words = useWords();
  const language = useLanguage();
  const channel = useThing('/v1/channels/{provider}', { provider }, { shownIn: [['channels']] });
  return (
    <Answer of={channel.query}>
      {({ name, means, endpoint, jwks, closed, registeredAt }) => (
        <>
          <p>
            <Tone tone={closed ? 'bad' : 'good'}>{t(closed ? 'closed' : 'inUse')}</Tone>
          </p>
          <Terms
            of={[
              [t('name'), name],
              [t('id'), provider],
              [t('means'), means.map((one) => words('channelMeans', one)).join(' · ')],
              [t('endpoint'), endpoint ?? t('noEndpoint')],
              [t('keys'), jwks === undefined ? t('noKeys') : jwks.keys.map(({ kid }) => String(kid ?? t('noKid'))).join(' · ')],
              [t('registeredAt'), moment(registeredAt, language)],
            ]}
          />
          <div className="acts">
            <ActButton act={registerChannel} thing={channel} word={t('change')} initial={{ name, means, endpoint, closed }} />
          </div>
        </>
      )}
    </Answer>
  );
}
