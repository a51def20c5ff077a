const SEEN_MS = 6_000;

/**
 * Says in a few words what has been done: seen for some seconds, and read out by a screen reader. It stays while the page changes, since the
 * button that was pressed may be gone by then.
 */
export function say(text: string): void {
  const words = document.createElement('p');
  words.textContent = text;
  place().append(words);
  setTimeout(() => words.remove(), SEEN_MS);
}

/** A place that is there before anything is said in it, or some screen readers miss the first words. */
function place(): HTMLElement {
  const there = document.getElementById('said');
  if (there !== null) return there;
  const made = document.createElement('div');
  made.id = 'said';
  made.setAttribute('role', 'status');
  document.body.append(made);
  return made;
}
