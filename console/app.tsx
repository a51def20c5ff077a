import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import { lazy, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { createBrowserRouter, type RouteObject, RouterProvider, useLocation, useNavigate } from 'react-router';
import { ApiProblem } from './api/problem.ts';
import { homeOf, type JobPage } from './jobs/job.ts';
import { jobs } from './jobs/jobs.ts';
import { PlacesProvider, placesOf, useOffered } from './jobs/places.ts';
import { useSession } from './session/session.ts';
import { Frame } from './shell/frame.tsx';
import { HandedBack } from './shell/handed-back.tsx';
import { NoPage } from './shell/no-page.tsx';
import { SignIn } from './shell/sign-in.tsx';
import { Loading } from './states/answer.tsx';
import { Broken } from './states/boundary.tsx';
import { useMe } from './states/me.ts';
import { useLanguage } from './words/language.ts';

const routes: RouteObject[] = [
  {
    Component: Framed,
    errorElement: <Broken />,
    children: [
      { index: true, Component: Home },
      ...jobs.flatMap((job) => job.pages).map(({ path, load }: JobPage) => ({ path, Component: lazy(load) })),
      { path: '*', Component: NoPage },
    ],
  },
];

/** A refusal stays one; what failed on the way may work a moment later. */
const mayWork = (tried: number, error: Error): boolean =>
  tried < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500);

const queries = new QueryClient({
  defaultOptions: { queries: { retry: mayWork, networkMode: 'always', refetchOnReconnect: true, staleTime: 1_000 } },
});

/** The page's nonce: the only mark under which it may add styles of its own. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** Whether the person has asked the system for less motion: then nothing slides or fades. */
const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;

const theme = {
  token: {
    motion: !isStill,
    colorPrimary: '#0b3d91',
    colorLink: '#0b3d91',
    colorLinkHover: '#061178',
    colorTextDescription: 'rgba(0, 0, 0, 0.65)',
    colorTextPlaceholder: 'rgba(0, 0, 0, 0.65)',
    fontFamily:
      "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Source Han Sans SC', 'Noto Sans SC Variable', system-ui, sans-serif",
  },
};

const button = { autoInsertSpace: false };
const csp = { nonce };

export function App() {
  // The words of components follow those of the page, so that a long page answers first.
  const locale = useDeferredValue(useLanguage()) === 'zh' ? zhCN : enGB;
  return (
    <ConfigProvider button={button} csp={csp} locale={locale} theme={theme}>
      <QueryClientProvider client={queries}>
        <Pages />
      </QueryClientProvider>
    </ConfigProvider>
  );
}

function Pages() {
  const session = useSession();
  useEffect(() => {
    if (session.kind === 'signed-out') queries.clear();
  }, [session.kind]);
  if (session.kind === 'starting' || session.kind === 'leaving') return null;
  if (session.kind === 'handed-back') return <HandedBack />;
  if (session.kind === 'signed-out') return <SignIn reason={session.reason} />;
  return <Signed />;
}

function Signed() {
  const me = useMe();
  // Made once the person is back from the issuer, at the address that they came for.
  const [router] = useState(() => createBrowserRouter(routes, { basename: '/console' }));
  useEffect(() => () => router.dispose(), [router]);
  const places = useMemo(() => placesOf(jobs, me), [me]);
  return (
    <PlacesProvider value={places}>
      <RouterProvider router={router} />
    </PlacesProvider>
  );
}

function Framed() {
  return <Frame offered={useOffered()} />;
}

/**
 * Leads to the first page: what needs the person now, by what the API lets them do. It leads there anew whenever it is the address: a person who
 * goes back while that page still loads comes to this address a second time, without any other page between.
 */
function Home() {
  const me = useMe();
  const address = useLocation();
  const navigate = useNavigate();
  const home = me && homeOf(jobs, me)?.path;
  useEffect(() => {
    if (home !== undefined && address.pathname === '/') void navigate(`/${home}`, { replace: true });
  }, [home, address, navigate]);
  return me !== undefined && home === undefined ? <NoPage /> : <Loading />;
}
