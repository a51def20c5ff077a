import * as z from 'zod';

/** What stands on a page, as far as a reader sees it. */
export const Look = z.object({
  /** Each text, with those for readers who do not see. */
  texts: z.array(z.string()),
  /** The operations of its buttons and open forms. */
  offered: z.array(z.string()),
  links: z.array(z.string()),
  /** What is wrong with how it lies, in words. */
  faults: z.array(z.string()),
});
export type Look = z.infer<typeof Look>;

/** Goes to an address as a link does, without loading the page anew. Runs in the page, as the next one does. */
export const goTo = (address: string): string =>
  `history.pushState({ key: crypto.randomUUID() }, '', ${JSON.stringify(address)});
  dispatchEvent(new PopStateEvent('popstate', { state: history.state }));`;

/** Tells how the page looks (`Look`). */
export const LOOK = `(() => {
  const main = document.querySelector('main') ?? document.body;
  const textOf = (element) => (element.textContent ?? '').trim();
  const headings = [...main.querySelectorAll('h1')].map(textOf);
  const width = document.scrollingElement.scrollWidth;
  const scrolls = (element) => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(element).overflowX);
  const isWithinOwn = (element) => {
    for (let around = element.parentElement; around !== null && around !== main; around = around.parentElement)
      if (scrolls(around)) return true;
    return false;
  };
  const isWide = (element) => element.getBoundingClientRect().right > innerWidth + 1;
  const wide = [...main.querySelectorAll('*')].filter((one) => isWide(one) && !one.closest('.unseen') && !isWithinOwn(one));
  const isOtherTongue = (element) => element?.closest('[lang]')?.getAttribute('lang') !== document.documentElement.lang;
  const texts = [document.title];
  const take = (text, element) => {
    if (text && text.trim() !== '' && !isOtherTongue(element) && !element?.closest('script, style')) texts.push(text.trim());
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) take(node.textContent, node.parentElement);
  for (const name of ['aria-label', 'placeholder', 'title'])
    for (const element of document.querySelectorAll('[' + name + ']')) take(element.getAttribute(name), element);
  const attributes = (selector, name) => [...document.querySelectorAll(selector)].map((one) => one.getAttribute(name));
  return {
    texts,
    offered: attributes('main button[name], main form[name]', 'name'),
    links: attributes('nav a[href^="/console"], main a[href^="/console"]', 'href'),
    faults: [
      ...(headings.length === 1 && headings[0] !== '' ? [] : ['headings: ' + headings.join(' | ')]),
      ...[...main.querySelectorAll('.ant-result')].map((one) => 'the page says: ' + textOf(one)),
      ...(width > innerWidth + 1 ? ['the page is ' + width + ' wide'] : []),
      ...wide.slice(0, 3).map((one) => 'too wide: ' + one.tagName + ' ' + textOf(one).slice(0, 40)),
    ],
  };
})()`;
