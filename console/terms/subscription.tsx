import { Alert, Flex, Input } from 'antd';
import { useState } from 'react';
import { ActButton } from '../acts/act-button.tsx';
import type { Schemas } from '../api/client.ts';
import { issueCalendar, revokeCalendar } from '../generated/acts/me.ts';
import { CopyButton } from '../states/copy-button.tsx';
import { minute } from '../words/format.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { termTexts } from './words.ts';

type Issued = Schemas['IssuedCalendar'];

/** The terms as a calendar that a telephone subscribes to. The address is a secret: it is shown once, and kept nowhere. */
export function Subscription() {
  const t = useText(termTexts);
  const [issued, setIssued] = useState<Issued>();
  const [isRevoked, setRevoked] = useState(false);
  return (
    <section className="part" aria-labelledby="calendar">
      <h2 id="calendar">{t('subscribe')}</h2>
      <p className="quiet">{t('subscribeNote')}</p>
      <div className="acts">
        <ActButton
          act={issueCalendar}
          onDone={(calendar) => {
            setIssued(calendar);
            setRevoked(false);
          }}
        />
        <ActButton
          act={revokeCalendar}
          danger
          onDone={() => {
            setIssued(undefined);
            setRevoked(true);
          }}
        />
      </div>
      {isRevoked && <Alert type="info" showIcon role="status" title={t('revoked')} />}
      {issued !== undefined && <Address issued={issued} />}
    </section>
  );
}

function Address({ issued: { path, until } }: { readonly issued: Issued }) {
  const t = useText(termTexts);
  const language = useLanguage();
  const address = `${location.origin}${path}`;
  return (
    <Flex vertical gap="small" style={{ maxWidth: 720 }}>
      <label htmlFor="calendar-address">{t('address')}</label>
      <Flex gap="small">
        <Input id="calendar-address" readOnly value={address} onFocus={({ target }) => target.select()} />
        <CopyButton text={address} />
      </Flex>
      <span className="quiet">{t('until', { until: minute(until, language) })}</span>
    </Flex>
  );
}
