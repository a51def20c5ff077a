import { useCallback, useMemo, useState } from 'react';
import type { BrokenRule } from '../api/problem.ts';
import { type Draft, type Members, membersIn, withDraftAt } from '../forms/draft.ts';
import type { Field } from '../forms/field.ts';
import type { Fault } from '../forms/read.ts';
import { useUnsent } from '../forms/unsent.ts';
import type { Act } from './act.ts';
import { nearest } from './form-focus.ts';
import { BODY, begun, begunDraft, type FormParts, type Given, PATH, partsOf, readForm } from './form-parts.ts';
import type { ActThing } from './thing.ts';
import type { Filled } from './use-sending.ts';

/** What a page gives to a form. */
interface FromPage {
  readonly act: Act;
  readonly thing?: ActThing | undefined;
  readonly params?: object | undefined;
  readonly initial?: object | undefined;
  readonly fixed?: object | undefined;
  readonly fields?: object | undefined;
  readonly changesOnly?: boolean | undefined;
}

interface Filling {
  readonly parts: FormParts;
  readonly draft: Draft;
  readonly faults: readonly Fault[];
  readonly params: Given['params'];
  set(pointer: string, value: Draft): void;
  begin(field: Field): Draft;
  /** What is to be sent; undefined while rules of the document are broken, which the fields then say. */
  check(): Filled | undefined;
  /** Shows at the fields what the API said. */
  show(errors: readonly BrokenRule[], formId: string): void;
  /** What stands in the form now was sent or given up: leaving the page loses nothing of it. */
  settle(): void;
}

/** What a person has typed into a form, and what is wrong with it. */
export function useFilling(page: FromPage): Filling {
  const { act } = page;
  // What the page gives counts as it was when the form opened, so that nothing typed is lost when the page is read again.
  const [given] = useState(() => givenBy(page));
  // A page may ask for more or less by what was chosen; what was typed stays, and only what is asked for is sent.
  const parts = useMemo(() => partsOf(act, given), [act, given]);
  const [draft, setDraft] = useState<Draft>(() => begunDraft(parts, given));
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [settled, setSettled] = useState(draft);
  const forget = useUnsent(draft !== settled);
  const settle = (): void => {
    forget();
    setSettled(draft);
  };
  const set = useCallback((pointer: string, value: Draft): void => {
    setDraft((before) => withDraftAt(before, pointer, value));
    setFaults((before) => without(before, pointer));
  }, []);
  const begin = useCallback((field: Field): Draft => begun(field, undefined, given), [given]);
  const show = useCallback((errors: readonly BrokenRule[], formId: string) => setFaults(toldFaults(errors, formId)), []);
  const check = (): Filled | undefined => {
    const { filled, faults: found } = readForm(act, parts, draft, given);
    setFaults(found);
    return found.length === 0 ? filled : undefined;
  };
  return { parts, draft, faults, params: given.params, set, begin, check, show, settle };
}

function givenBy({ thing, params, initial, fixed, fields = {}, changesOnly = false }: FromPage): Given {
  const known = Object.entries({ ...thing?.params, ...params }).filter(([, value]) => value !== undefined);
  return {
    params: Object.fromEntries(known.map(([name, value]) => [name, typeof value === 'number' ? value : String(value)])),
    initial: asJson(initial),
    fixed: asJson(fixed),
    own: new Set(Object.keys(fields)),
    changesOnly,
  };
}

/** What the API answered, or a page made for it, is JSON; members that are not there go. */
function asJson(given: object | undefined): Members {
  return given === undefined ? {} : membersIn(JSON.parse(JSON.stringify(given)));
}

/** A change of a place settles what was wrong there, within it, and with the group around it. The same list if nothing was. */
function without(faults: readonly Fault[], pointer: string): readonly Fault[] {
  const others = faults.filter((fault) => !fault.pointer.startsWith(pointer) && !pointer.startsWith(`${fault.pointer}/`));
  return others.length === faults.length ? faults : others;
}

/** What the API said of the input, at the nearest place that the form shows. */
function toldFaults(errors: readonly BrokenRule[], formId: string): readonly Fault[] {
  return errors.flatMap(({ in: part, path, rule }) => {
    const shown = nearest(formId, `${part === 'path' ? PATH : BODY}${path}`);
    return shown === undefined ? [] : [{ pointer: shown, rule: { kind: 'told' as const, text: rule } }];
  });
}
