import { idOf } from '../forms/form-context.ts';
import type { Fault } from '../forms/read.ts';

const INPUTS = 'input:not([type=hidden]), textarea, button';

/** The place itself, or the nearest around it that the form shows; undefined if it shows none. */
export function nearest(formId: string, pointer: string): string | undefined {
  if (pointer === '') return undefined;
  if (document.getElementById(idOf(formId, pointer)) !== null) return pointer;
  return nearest(formId, pointer.slice(0, pointer.lastIndexOf('/')));
}

/** Leads to the first place that is wrong. */
export function focusFault(formId: string, [first]: readonly Fault[]): void {
  const place = first === undefined ? undefined : nearest(formId, first.pointer);
  const element = place === undefined ? null : document.getElementById(idOf(formId, place));
  const input = element?.matches(INPUTS) === true ? element : (element?.querySelector<HTMLElement>(INPUTS) ?? element);
  input?.focus();
}

/** Leads to the first field. */
export function focusFirst(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>(INPUTS)?.focus();
}
