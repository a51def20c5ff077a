import type { Page, Response } from 'playwright-core';
import type { Person } from './console.ts';
import { goTo, LOOK, Look } from './console-look.ts';

/** An answer of the API to a request that a page made itself. */
export interface ApiAnswered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The acts that the answer says are open to the person on the thing that it shows. */
  readonly actions: readonly string[] | undefined;
  readonly body: unknown;
}

/** What a person met at one address. */
export interface Visit {
  readonly path: string;
  readonly answers: readonly ApiAnswered[];
  /** The operations that the page offers, as a button or as an open form. */
  readonly offered: readonly string[];
  /** The addresses of the console that its links lead to. */
  readonly links: readonly string[];
  /** Whatever must not be there, in words. */
  readonly faults: readonly string[];
}

/** The width of a telephone held upright, in which every page is walked. */
export const phone = { width: 375, height: 800 };
/** A page is at rest when it has asked for nothing for so long. */
const REST_MS = 200;
/** A long table is drawn in the other language behind the rest of its page. */
const SLOW_PARTS_MS = 5_000;
const LONGEST_MS = 60_000;
/** It answers when something changes, so an open page always waits for it. */
const WAITS = '/v1/changes';

/**
 * Walks through the pages of the console as a person. The first visit tells what their sign-in asked of the API, too.
 *
 * @param api the address of the city's API
 */
export function openCrawl({ page, faults: told, barriers }: Person, api: string) {
  const traffic = listen(page, api);
  const data = new Set<string>();
  return { visit };

  /** Opens an address of the console and each of its tabs, in both languages. */
  async function visit(path: string): Promise<Visit> {
    const faults: string[] = [];
    const offered = new Set<string>();
    const links = new Set<string>();
    const before = told.length;
    await page.evaluate(goTo(`/console${path}`));
    // an address leads on to another page, or the page draws itself, before it asks
    await page.waitForTimeout(REST_MS);
    await atRest();
    const tabs = await page.locator('main [role=tab]').count();
    for (let at = 0; at < Math.max(tabs, 1); at += 1) {
      if (tabs > 0) await page.locator('main [role=tab]').nth(at).click();
      await atRest();
      const part = tabs > 0 ? `tab ${at + 1}: ` : '';
      const seen = await look();
      for (const one of seen.offered) offered.add(one);
      for (const one of seen.links) links.add(one.replace(/^\/console/, ''));
      faults.push(...[...seen.faults, ...(await barriers())].map((fault) => `${part}${fault}`));
      await speak('English');
      const { texts, faults: inEnglish } = await inEnglishWords();
      faults.push(...inEnglish.map((fault) => `${part}in English: ${fault}`));
      faults.push(...texts.flatMap((text) => foreignIn(text)).map((text) => `${part}in English: ${text}`));
      await speak('中文');
    }
    const answers = traffic.taken();
    faults.push(...answers.filter(({ status }) => status >= 400).map((one) => `${one.method} ${one.path}: ${one.status}`));
    faults.push(...told.slice(before).map((fault) => `console: ${fault}`));
    return { path, answers, offered: [...offered], links: [...links], faults };
  }

  async function atRest(): Promise<void> {
    const heading = page.locator('main h1').first();
    const isThere = await heading.waitFor().then(
      () => true,
      () => false,
    );
    if (!isThere) throw new Error(`${page.url()} shows no heading: ${await page.innerText('body')}`);
    await traffic.rest();
    // a part that is told of changes reads only after the first word of them, which is no traffic here
    await page.locator('main [role=status][aria-busy=true]').first().waitFor({ state: 'detached' });
    await traffic.rest();
  }

  /** Takes what came from the API for what it is; the labels are the words of the page. */
  function learn(): void {
    for (const { path, body } of traffic.answers()) if (path !== '/v1/labels') textsIn(body, data);
  }

  async function look(): Promise<Look> {
    return Look.parse(await page.evaluate(LOOK));
  }

  /** The page in English, once its slow parts, which follow a moment later, are so too; or as it is then. */
  async function inEnglishWords(): Promise<Look> {
    for (const end = Date.now() + SLOW_PARTS_MS; ; await page.waitForTimeout(REST_MS)) {
      const seen = await look();
      learn();
      if (Date.now() > end || seen.texts.every((text) => foreignIn(text).length === 0)) return seen;
    }
  }

  async function speak(name: string): Promise<void> {
    await page.getByRole('banner').getByRole('button', { name, exact: true }).click();
    await traffic.rest();
  }

  /** What is left of a text in English without what came from the API: Chinese of the page itself, or a word that only code has. */
  function foreignIn(text: string): readonly string[] {
    if (/\{\{|\[object|undefined|NaN|Invalid Date/.test(text)) return [`broken text: ${text}`];
    if (!data.has(text) && /^[a-z]+(?:[A-Z][a-z]+)+$/.test(text)) return [`raw word: ${text}`];
    if (!CHINESE.test(text)) return [];
    let rest = text;
    for (const one of [...data].filter((known) => CHINESE.test(known)).toSorted((a, b) => b.length - a.length)) {
      rest = rest.replaceAll(one, '');
    }
    return CHINESE.test(rest) ? [`Chinese: ${text}`] : [];
  }
}

/** Signs of Chinese, and its punctuation. */
const CHINESE = /[\p{sc=Han}：，。；、（）？]/u;

/** Every text of an answer that is data, and no word of the language itself: labels have both languages side by side. */
function textsIn(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value);
  else if (Array.isArray(value)) for (const one of value) textsIn(one, into);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) if (name !== 'zh') textsIn(one, into);
  }
}

/** Follows what the pages ask of the API. */
function listen(page: Page, api: string) {
  const running = new Set<object>();
  // the code of a page comes before it asks, so files count too
  const isFollowed = (url: string): boolean => url.startsWith(api) && !url.startsWith(`${api}${WAITS}`);
  let answers: ApiAnswered[] = [];
  let last = Date.now();
  const end = (request: object): void => {
    if (running.delete(request)) last = Date.now();
  };
  page.on('request', (request) => {
    if (isFollowed(request.url())) running.add(request);
  });
  page.on('requestfailed', end);
  page.on('response', (response) => {
    if (isFollowed(response.url())) void keep(response).finally(() => end(response.request()));
  });

  async function keep(response: Response): Promise<void> {
    const { pathname: path } = new URL(response.url());
    if (!path.startsWith('/v1/')) return void (await response.finished());
    const actions = response.headers()['cordon-actions']?.split(' ');
    const body: unknown = await response.json().catch(() => undefined);
    answers.push({ method: response.request().method(), path, status: response.status(), actions, body });
  }

  return {
    /** Those since they were taken last. */
    taken: (): readonly ApiAnswered[] => {
      const taken = answers;
      answers = [];
      return taken;
    },
    answers: (): readonly ApiAnswered[] => answers,
    rest: async (): Promise<void> => {
      const until = Date.now() + LONGEST_MS;
      while (running.size > 0 || Date.now() - last < REST_MS) {
        if (Date.now() > until) throw new Error(`the page still waits for ${running.size} answers`);
        await page.waitForTimeout(40);
      }
    },
  };
}
