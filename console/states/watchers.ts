/** Those to call back when something outside React changes. */
interface Watchers {
  /** Calls back after each change, as `useSyncExternalStore` wants it. @returns ends it */
  watch(watcher: () => void): () => void;
  tell(): void;
}

export function createWatchers(): Watchers {
  const watchers = new Set<() => void>();
  return {
    watch: (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    tell: () => {
      for (const watcher of watchers) watcher();
    },
  };
}
