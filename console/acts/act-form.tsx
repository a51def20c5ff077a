import { Alert, Button } from 'antd';
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { BrokenRule } from '../api/problem.ts';
import { type Draft, draftAt, type Members, membersIn, withDraftAt } from '../forms/draft.ts';
import { FieldView } from '../forms/field-view.tsx';
import { FormContext, type FormTools, idOf, type Widget } from '../forms/form-context.ts';
import type { Fault } from '../forms/read.ts';
import { actWord } from '../words/acts.ts';
import { formTexts } from '../words/forms.ts';
import { useLabels } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { Act, AnswerOf, OperationId, ParamsOf } from './act.ts';
import { asksNothing, BODY, begunDraft, type Given, PATH, partsOf, readForm, rememberOfficers } from './form-parts.ts';
import { Conflict, Refused, Unknown } from './problem-view.tsx';
import { say } from './said.ts';
import type { ActThing } from './thing.ts';
import { useSending } from './use-sending.ts';

export interface ActFormProps<Id extends OperationId> {
  readonly act: Act<Id>;
  /** What it is about; absent: it makes something new. */
  readonly thing?: ActThing | undefined;
  /** The parameters of the path; those of the thing need not be named again. The form asks for those that are missing. */
  readonly params?: Partial<ParamsOf<Id>> | undefined;
  /** What the form begins with: members of the body as the API has them. */
  readonly initial?: object | undefined;
  /** Members of the body that the person does not see and does not choose. */
  readonly fixed?: object | undefined;
  /** Widgets of the page for single fields, by their path in the body: `{ '/amount': RuleWidget, '/accounts/*': AccountWidget }`. */
  readonly fields?: Readonly<Record<string, Widget>> | undefined;
  /** Optional groups that are open from the start, by path. */
  readonly open?: readonly string[] | undefined;
  /** For corrections: only what differs from `initial` is sent, beside what is required. */
  readonly changesOnly?: boolean | undefined;
  /** What is said when it is done; absent: the act's word. */
  readonly done?: string | undefined;
  readonly danger?: boolean | undefined;
  /** Offers to ask for an approval with a gate. */
  readonly askFor?: ((gate: string) => ReactNode) | undefined;
  onDone?(answer: AnswerOf<Id>): void;
  onCancel?(): void;
}

const noMembers: Members = {};
const noWidgets: Readonly<Record<string, Widget>> = {};
const nothingOpen: readonly string[] = [];
const asksForNone = (): ReactNode => null;

/** The form of an act, made from the document of the API. It stands in a drawer (`ActButton`) or on a page of its own. */
export function ActForm<Id extends OperationId>(props: ActFormProps<Id>) {
  const {
    act,
    thing,
    params,
    initial,
    fixed,
    fields = noWidgets,
    open = nothingOpen,
    changesOnly = false,
    danger = false,
  } = props;
  const { askFor = asksForNone, onDone, onCancel } = props;
  const t = useText(formTexts);
  const spoken = useLanguage();
  const labels = useLabels();
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  // What the page gives counts as it was when the form opened, so that nothing typed is lost when the page is read again.
  const [given] = useState<Given>(() =>
    givenBy({ params: { ...thing?.params, ...params }, initial, fixed, changesOnly }, Object.keys(fields)),
  );
  const [parts] = useState(() => partsOf(act, given));
  const [draft, setDraft] = useState<Draft>(() => begunDraft(parts, given));
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const { sending, send } = useSending<Id>({
    act,
    thing,
    done: (answer) => {
      say(props.done ?? t('done', { act: actWord(act.operationId, spoken) }));
      onDone?.(answer);
    },
  });

  const set = useCallback((pointer: string, value: Draft): void => {
    setDraft((before) => withDraftAt(before, pointer, value));
    setFaults((before) =>
      before.some((fault) => concerns(fault, pointer)) ? before.filter((fault) => !concerns(fault, pointer)) : before,
    );
  }, []);
  const tools = useMemo<FormTools>(
    () => ({
      formId,
      operationId: act.operationId,
      spoken,
      t,
      labels,
      faults,
      widgets: fields,
      open,
      params: given.params,
      set,
      askFor,
    }),
    [formId, act.operationId, spoken, t, labels, faults, fields, open, given, set, askFor],
  );

  useEffect(() => focusFirst(form.current), []);
  const problem = sending.kind === 'refused' ? sending.problem : undefined;
  useEffect(() => {
    if (problem !== undefined && form.current !== null) setFaults(toldFaults(problem.errors, formId));
  }, [problem, formId]);
  useEffect(() => focusFault(formId, faults), [formId, faults]);

  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    if (sending.kind === 'busy') return;
    const { filled, faults: found } = readForm(act, parts, draft, given);
    setFaults(found);
    if (found.length > 0) return;
    void send(filled).then(() => rememberOfficers(filled.body));
  };
  const word = actWord(act.operationId, spoken);
  const isBusy = sending.kind === 'busy';
  return (
    <FormContext value={tools}>
      <form
        ref={form}
        className="act"
        aria-label={word}
        autoComplete="off"
        noValidate
        onSubmit={submit}
        onKeyDown={(event) => sendByKeys(event)}
      >
        {asksNothing(parts) && <p>{t('confirm', { act: word })}</p>}
        <FieldView field={parts.path} draft={draftAt(draft, PATH)} pointer={PATH} />
        {parts.body !== undefined && <FieldView field={parts.body} draft={draftAt(draft, BODY)} pointer={BODY} />}
        <div aria-live="assertive">{faults.length > 0 && <Alert type="error" title={t('faults', { n: faults.length })} />}</div>
        {problem !== undefined && <Refused problem={problem} />}
        {sending.kind === 'unknown' && <Unknown problem={sending.problem} />}
        {sending.kind === 'conflict' && (
          <Conflict changes={sending.changes} isBusy={isBusy} sendAgain={submit} discard={onCancel} />
        )}
        <div className="ends">
          {sending.kind !== 'conflict' && (
            <Button type="primary" className={danger ? 'danger' : ''} danger={danger} htmlType="submit" loading={isBusy}>
              {sending.kind === 'unknown' ? t('sendAgain') : t('send')}
            </Button>
          )}
          {onCancel && <Button onClick={onCancel}>{t('cancel')}</Button>}
        </div>
      </form>
    </FormContext>
  );
}

interface GivenBy {
  readonly params: object;
  readonly initial: object | undefined;
  readonly fixed: object | undefined;
  readonly changesOnly: boolean;
}

function givenBy({ params, initial, fixed, changesOnly }: GivenBy, own: readonly string[]): Given {
  const known = Object.entries(params).filter(([, value]) => value !== undefined);
  return {
    params: Object.fromEntries(known.map(([name, value]) => [name, typeof value === 'number' ? value : String(value)])),
    // what the API answered is JSON
    initial: membersOf(initial),
    fixed: membersOf(fixed),
    own: new Set(own),
    changesOnly,
  };
}

function membersOf(given: object | undefined): Members {
  return given === undefined ? noMembers : membersIn(JSON.parse(JSON.stringify(given)));
}

/** A change of a place settles what was wrong there, within it, and with the group around it. */
const concerns = (fault: Fault, pointer: string): boolean =>
  fault.pointer.startsWith(pointer) || pointer.startsWith(`${fault.pointer}/`);

/** What the API said of the input, at the nearest place that the form shows. */
function toldFaults(errors: readonly BrokenRule[], formId: string): readonly Fault[] {
  return errors.flatMap(({ in: part, path, rule }) => {
    const shown = nearest(formId, `${part === 'path' ? PATH : BODY}${path}`);
    return shown === undefined ? [] : [{ pointer: shown, rule: { kind: 'told' as const, text: rule } }];
  });
}

function nearest(formId: string, pointer: string): string | undefined {
  if (pointer === '') return undefined;
  if (document.getElementById(idOf(formId, pointer)) !== null) return pointer;
  return nearest(formId, pointer.slice(0, pointer.lastIndexOf('/')));
}

function focusFault(formId: string, [first]: readonly Fault[]): void {
  if (first === undefined) return;
  const place = nearest(formId, first.pointer);
  const element = place === undefined ? null : document.getElementById(idOf(formId, place));
  const input = element?.querySelector<HTMLElement>('input:not([type=hidden]), textarea, button') ?? element;
  input?.focus();
}

function focusFirst(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('input:not([type=hidden]), textarea, button')?.focus();
}

/** Enter sends from a line; in a text of several lines Ctrl and Enter do. */
function sendByKeys(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
