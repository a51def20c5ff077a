import plain from './mark.svg';
import marked from './mark-waiting.svg';

let title = '';
let waiting = 0;

/** Names the tab after its page: nothing personal. */
export function nameTab(name: string): void {
  title = name;
  show();
}

/** Shows on the tab how many things wait for the person: a number before its title, and a mark on its icon. */
export function countOnTab(count: number): void {
  waiting = count;
  show();
}

function show(): void {
  document.title = waiting === 0 ? title : `(${waiting}) ${title}`;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const wanted = waiting === 0 ? plain : marked;
  // set anew, the same icon would be fetched again
  if (icon !== null && icon.getAttribute('href') !== wanted) icon.href = wanted;
}
