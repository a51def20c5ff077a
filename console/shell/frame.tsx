import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, useLocation } from 'react-router';
import type { Schemas } from '../api/client.ts';
import { hasUnsent } from '../forms/unsent.ts';
import type { JobPage } from '../jobs/job.ts';
import { signOut, useSession } from '../session/session.ts';
import { Answer } from '../states/answer.tsx';
import { Boundary } from '../states/boundary.tsx';
import { meQuery } from '../states/me.ts';
import { Waking } from '../waking/waking.tsx';
import { useLanguage } from '../words/language.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { AskBeforeLeaving, LeaveQuestion } from './leaving.tsx';
import { SignInAgain } from './sign-in-again.tsx';
import { useInboxSummary } from './use-inbox-summary.ts';

/** Asks a person who has left the page alone whether they are still there. */
function EndsSoon() {
  const { t } = useTranslation();
  const session = useSession();
  if (session.kind !== 'signed-in' || session.endsSoon !== true) return null;
  return <Alert type="warning" showIcon banner role="alert" title={t('idleSoon')} />;
}

interface FrameProps {
  /** The pages that the person is offered. */
  readonly offered: readonly JobPage[];
}

/** What stands around every page: where to go, who is signed in, the other language. */
export function Frame({ offered }: FrameProps) {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  const { pathname } = useLocation();
  return (
    <>
      <a className="skip" href="#page">
        {t('skip')}
      </a>
      <header className="bar">
        <strong>{t('product')}</strong>
        {me.data && <Navigation offered={offered} />}
        {me.data && <Person me={me.data} />}
        {me.data && offered.some(({ word }) => word === 'inbox') && <Waking />}
        <LanguageSwitch />
        <SignOut />
      </header>
      <AskBeforeLeaving />
      <SignInAgain />
      <EndsSoon />
      <main className="page" id="page">
        <Answer of={me}>
          {() => (
            <Boundary key={pathname}>
              <Suspense>
                <Outlet />
              </Suspense>
            </Boundary>
          )}
        </Answer>
      </main>
    </>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  const leave = (): void => void signOut();
  return (
    <>
      <Button size="small" onClick={() => (hasUnsent() ? setAsks(true) : leave())}>
        {t('signOut')}
      </Button>
      {asks && <LeaveQuestion stay={() => setAsks(false)} leave={leave} />}
    </>
  );
}

function Navigation({ offered }: FrameProps) {
  const { t } = useTranslation();
  const links = offered.flatMap(({ path, word }) => (word === undefined ? [] : [{ to: `/${path}`, word }]));
  return (
    <nav aria-label={t('navigation')}>
      {links.map(({ to, word }) =>
        to === '/inbox' ? (
          <InboxLink key={to} />
        ) : (
          <NavLink key={to} to={to} end={links.some((other) => other.to.startsWith(`${to}/`))}>
            {t(word)}
          </NavLink>
        ),
      )}
    </nav>
  );
}

function InboxLink() {
  const { t } = useTranslation();
  const data = useInboxSummary();
  if (data === undefined) return <NavLink to="/inbox">{t('inbox')}</NavLink>;
  const n = data.more ? t('atLeast', { n: data.open }) : String(data.open);
  return (
    <NavLink to="/inbox" aria-label={t('inboxCount', { n })}>
      {t('inbox')} ({n})
    </NavLink>
  );
}

function Person({ me: { agency, person, roles } }: { readonly me: Schemas['Me'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const name = [person?.name, agency.name ?? agency.kindLabel[language]].filter((part) => part !== undefined).join(' · ');
  return (
    <span className="who" title={roles.map(({ label }) => label[language]).join(', ')}>
      <span className="unseen">{t('signedInAs')} </span>
      {name}
    </span>
  );
}
