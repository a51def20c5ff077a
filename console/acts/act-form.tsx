import { Alert, Button } from 'antd';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef } from 'react';
import { draftAt } from '../forms/draft.ts';
import { FieldView } from '../forms/field-view.tsx';
import { FormContext, type FormTools, type Widget } from '../forms/form-context.ts';
import { actWord } from '../words/acts.ts';
import { formTexts } from '../words/forms.ts';
import { useLabels } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { Act, AnswerOf, OperationId, ParamsOf } from './act.ts';
import { focusFault, focusFirst } from './form-focus.ts';
import { asksNothing, BODY, PATH, rememberOfficers } from './form-parts.ts';
import { Conflict, Refused, Unknown } from './problem-view.tsx';
import { say } from './said.ts';
import type { ActThing } from './thing.ts';
import { useFilling } from './use-filling.ts';
import { type Sending, useSending } from './use-sending.ts';

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
  /** For a registration of what is new: what stands at the id that was typed where there is such a thing already. The API then changes nothing. */
  readonly onlyNew?: string | undefined;
  /** For corrections: only what differs from `initial` is sent, beside what is required. */
  readonly changesOnly?: boolean | undefined;
  /** What is said when it is done; absent: the act's word. */
  readonly done?: string | undefined;
  /** Another word on the button that sends. */
  readonly send?: string | undefined;
  /** Whether the form takes the focus when it appears; false for one that stands on its page from the start. */
  readonly takesFocus?: boolean | undefined;
  readonly danger?: boolean | undefined;
  /** Offers to ask for an approval with a gate. */
  readonly askFor?: ((gate: string) => ReactNode) | undefined;
  onDone?(answer: AnswerOf<Id>): void;
  onCancel?(): void;
}

const noWidgets: Readonly<Record<string, Widget>> = {};
const nothingOpen: readonly string[] = [];
const asksForNone = (): ReactNode => null;

/** The form of an act, made from the document of the API. It stands in a drawer (`ActButton`) or on a page of its own. */
export function ActForm<Id extends OperationId>(props: ActFormProps<Id>) {
  const { act, thing, danger = false, takesFocus = true, onDone } = props;
  const t = useText(formTexts);
  const word = actWord(act.operationId, useLanguage());
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const filling = useFilling(props);
  const { parts, draft, faults, check, show, settle } = filling;
  const { sending, send } = useSending<Id>({
    act,
    thing,
    onlyNew: props.onlyNew !== undefined,
    taken: () =>
      show(
        Object.keys(act.params).map((name) => ({ in: 'path', path: `/${name}`, rule: props.onlyNew ?? '' })),
        formId,
      ),
    done: (answer) => {
      settle();
      say(props.done ?? t('done', { act: word }));
      onDone?.(answer);
    },
  });
  const problem = sending.kind === 'refused' ? sending.problem : undefined;
  useEffect(() => {
    if (takesFocus) focusFirst(form.current);
  }, [takesFocus]);
  useEffect(() => problem && show(problem.errors, formId), [problem, show, formId]);
  useEffect(() => focusFault(formId, faults), [formId, faults]);

  const onCancel =
    props.onCancel &&
    ((): void => {
      settle();
      props.onCancel?.();
    });
  const submit = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    const filled = sending.kind === 'busy' ? undefined : check();
    if (filled === undefined) return;
    // Before it is sent: a form that follows at once, as for the accounts that were not taken, begins with the same officers.
    rememberOfficers(filled.body);
    await send(filled);
  };
  return (
    <FormContext value={useTools(props, formId, filling)}>
      <form
        ref={form}
        name={act.operationId}
        className="act"
        aria-label={word}
        autoComplete="off"
        noValidate
        onSubmit={(event) => void submit(event)}
        onKeyDown={sendByKeys}
      >
        {asksNothing(parts) && <p>{t('confirm', { act: word })}</p>}
        <FieldView field={parts.path} draft={draftAt(draft, PATH)} pointer={PATH} />
        {parts.body !== undefined && <FieldView field={parts.body} draft={draftAt(draft, BODY)} pointer={BODY} />}
        <div aria-live="assertive">{faults.length > 0 && <Alert type="error" title={t('faults', { n: faults.length })} />}</div>
        <Outcome sending={sending} sendAgain={() => void submit()} discard={onCancel} />
        <div className="ends">
          {sending.kind !== 'conflict' && (
            <Button
              type="primary"
              className={danger ? 'danger' : ''}
              danger={danger}
              htmlType="submit"
              loading={sending.kind === 'busy'}
            >
              {sending.kind === 'unknown' ? t('sendAgain') : (props.send ?? t('send'))}
            </Button>
          )}
          {onCancel && <Button onClick={onCancel}>{t('cancel')}</Button>}
        </div>
      </form>
    </FormContext>
  );
}

interface OutcomeProps {
  readonly sending: Sending;
  sendAgain(): void;
  readonly discard: (() => void) | undefined;
}

/** Why the last sending was not carried out. */
function Outcome({ sending, sendAgain, discard }: OutcomeProps) {
  switch (sending.kind) {
    case 'refused':
      return <Refused problem={sending.problem} />;
    case 'unknown':
      return <Unknown problem={sending.problem} />;
    case 'conflict':
      return <Conflict changes={sending.changes} sendAgain={sendAgain} discard={discard} />;
    default:
      return null;
  }
}

/** What the fields share; the same object while a person types, so that only the field is drawn again in which they do. */
function useTools<Id extends OperationId>(
  props: ActFormProps<Id>,
  formId: string,
  filling: ReturnType<typeof useFilling>,
): FormTools {
  const { operationId } = props.act;
  const { fields: widgets = noWidgets, open = nothingOpen, askFor = asksForNone } = props;
  const { faults, set, begin, params } = filling;
  const t = useText(formTexts);
  const spoken = useLanguage();
  const labels = useLabels();
  return useMemo(
    () => ({ formId, operationId, spoken, t, labels, faults, widgets, open, params, set, begin, askFor }),
    [formId, operationId, spoken, t, labels, faults, widgets, open, params, set, begin, askFor],
  );
}

/** Enter sends from a line; in a text of several lines Ctrl and Enter do. */
function sendByKeys(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
