import { useCallback, useEffect, useState } from 'react';

/** What stands on the page, typed by the person and not sent. */
const unsent = new Set<object>();

/** Whether something typed would be lost with the page. */
export const hasUnsent = (): boolean => unsent.size > 0;

/**
 * Counts a form among those that are asked about before the page goes.
 *
 * @param isUnsent whether it holds something that was not sent
 * @returns says at once, before the next render, that it was sent or given up: what follows may lead to another page
 */
export function useUnsent(isUnsent: boolean): () => void {
  const [form] = useState(() => ({}));
  useEffect(() => {
    if (!isUnsent) return;
    unsent.add(form);
    return () => void unsent.delete(form);
  }, [isUnsent, form]);
  return useCallback(() => void unsent.delete(form), [form]);
}
