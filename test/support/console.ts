import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** A person at the console, in a browser of their own. */
export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors, and breaches of the page's policy for its content: a sound console says nothing of these. */
  readonly faults: readonly string[];
  /** The paths that the browser asked for, in order. */
  readonly requests: readonly string[];
  /** How often the person has clicked, or pressed a key in place of a click, since the sign-in. */
  clicks(): Promise<number>;
  /** Opens a page without a session and signs in with the issuer's form. */
  signIn(username: string, path?: string): Promise<void>;
  /** What axe finds serious or critical on the page. */
  barriers(): Promise<readonly string[]>;
  heading(name: string | RegExp): Locator;
  link(name: string | RegExp): Locator;
  /** A button by its whole name. */
  button(name: string | RegExp): Locator;
  /** The form of an act, by its name. */
  form(act: string): Locator;
  /** The button that sends the form of an act. */
  send(act: string): Locator;
  close(): Promise<void>;
}

interface PersonOptions {
  readonly language?: 'zh' | 'en';
  /** How long an element may take to appear; milliseconds. */
  readonly patienceMs?: number;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/**
 * Chooses among the options of a list by typing them, as a person at the keyboard does: under load an option may still move while a pointer
 * presses it.
 */
export async function choose(within: Page | Locator, list: string | RegExp, ...options: readonly string[]): Promise<void> {
  const box = within.getByRole('combobox', { name: list });
  const page = isPage(within) ? within : within.page();
  const opened = page.locator('.ant-select-dropdown:visible');
  // the list of a box before it may still be closing
  await opened.first().waitFor({ state: 'hidden' });
  for (const option of options) {
    await box.fill(option);
    await opened.locator('.ant-select-item-option-active').filter({ hasText: option }).waitFor();
    await box.press('Enter');
  }
  // a list for several values stays open; the key closes it, and not the form
  await box.press('Escape');
  await box.and(page.locator('[aria-expanded="false"]')).waitFor();
  await opened.first().waitFor({ state: 'hidden' });
}

const isPage = (within: Page | Locator): within is Page => 'context' in within;

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
const PATIENCE_MS = 20_000;
/** Counts in the page, so that a click that a test makes by a locator counts like one of a hand. */
const COUNTER = `
  window.cordonClicks = 0;
  addEventListener('click', (event) => { if (event.isTrusted) window.cordonClicks += 1; }, true);
`;

/** Opens a browser window for a person. @param api the address of the city's API */
export async function openPerson(browser: Browser, api: string, options: PersonOptions = {}): Promise<Person> {
  const { language = 'zh', patienceMs = PATIENCE_MS, viewport = { width: 1280, height: 900 } } = options;
  // nothing is pressed or judged while it slides or fades
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  await context.addInitScript(COUNTER);
  if (language === 'en') await context.addInitScript("localStorage.setItem('cordon.language', 'en')");
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  const faults: string[] = [];
  const requests: string[] = [];
  // the browser asks before it leaves what is typed; a person who wants to leave says yes
  page.on('dialog', (dialog) => void dialog.accept());
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('Content Security Policy')) faults.push(message.text());
  });
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const button = (name: string | RegExp, within: Page | Locator = page): Locator =>
    within.getByRole('button', { name, exact: true });
  const form = (act: string): Locator => page.getByRole('form', { name: act });
  const heading = (name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });
  return {
    page,
    context,
    faults,
    requests,
    heading,
    form,
    button: (name) => button(name),
    link: (name) => page.getByRole('link', { name }),
    send: (act) => button('提交', form(act)),
    clicks: () => page.evaluate('window.cordonClicks'),
    signIn: async (username, path = '/console') => {
      await page.goto(`${api}${path}`);
      await page.getByRole('button', { name: language === 'zh' ? '登录' : 'Sign in', exact: true }).click();
      await page.getByLabel(/人员/).selectOption(username);
      await page.getByLabel(/密码/).fill(`${username}-local`);
      await page.getByRole('button', { name: /登录/ }).click();
      await page.getByRole('button', { name: language === 'zh' ? '退出' : 'Sign out' }).waitFor();
    },
    barriers: async () => {
      const { violations } = await new AxeBuilder({ page }).withTags(LEVELS).analyze();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    close: () => context.close(),
  };
}

/** The windows of the people of a test, to be closed together behind it. */
export interface People {
  /** Opens a window, in which this person signs in and sees this page. */
  opened(username: string, path: string): Promise<Person>;
  closeAll(): Promise<void>;
}

/** How long a page of a busy city may take. */
const PATIENT_MS = 40_000;

/** @param where the browser and the address of the city's API, once they are there */
export function createPeople(where: () => { readonly browser: Browser; readonly api: string }): People {
  const people: Person[] = [];
  return {
    opened: async (username, path) => {
      const { browser, api } = where();
      const person = await openPerson(browser, api, { patienceMs: PATIENT_MS });
      people.push(person);
      await person.signIn(username, path);
      return person;
    },
    closeAll: async () => {
      await Promise.all(people.splice(0).map((person) => person.close()));
    },
  };
}
