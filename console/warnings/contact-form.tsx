import { Skeleton } from 'antd';
import { createContext, type KeyboardEvent, lazy, Suspense, use, useMemo, useState } from 'react';
import type { AnswerOf } from '../acts/act.ts';
import type { ActThing } from '../acts/thing.ts';
import type { WidgetProps } from '../forms/form-context.ts';
import { Tone } from '../states/tone.tsx';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { ChecklistInput } from './checklist-input.tsx';
import { contactAct } from './contact-act.ts';
import type { Warning } from './model.ts';
import { warningTexts } from './words.ts';

const Form = lazy(async () => ({ default: (await import('../acts/asking-form.tsx')).AskingForm<'recordContact'> }));

interface Outcomes {
  readonly possible: Warning['outcomes'];
  choose(outcome: string): void;
}

const OutcomesContext = createContext<Outcomes>({ possible: [], choose: () => undefined });

const widgets = { '/outcome': OutcomeInput, '/checklist': ChecklistInput };

interface ContactFormProps {
  readonly warning: ActThing;
  readonly data: Warning;
  onDone(answer: AnswerOf<'recordContact'>): void;
}

/** Records what came of the contact that is due. A digit chooses the outcome, Enter sends; what only some outcomes need is asked for with them. */
export function ContactForm({ warning, data: { outcomes, rung }, onDone }: ContactFormProps) {
  const t = useText(warningTexts);
  // the outcomes as they were when the form opened: what was typed stays, whatever becomes of the warning
  const [possible] = useState(outcomes);
  const [fixed] = useState({ means: rung.means });
  const [chosen, choose] = useState<string>();
  const needs = possible.find(({ outcome }) => outcome === chosen)?.needs;
  const act = useMemo(() => contactAct(needs), [needs]);
  const context = useMemo(() => ({ possible, choose }), [possible]);
  return (
    <OutcomesContext value={context}>
      <Suspense fallback={<Skeleton active />}>
        <Form act={act} thing={warning} fixed={fixed} fields={widgets} send={t('record')} open={['/paid']} onDone={onDone} />
      </Suspense>
    </OutcomesContext>
  );
}

/** The outcomes that the means can have, each with its digit. */
function OutcomeInput({ id, value, label, describedBy, onChange }: WidgetProps) {
  const { possible, choose } = use(OutcomesContext);
  const t = useText(warningTexts);
  const words = useWords();
  const take = (outcome: string): void => {
    onChange(outcome);
    choose(outcome);
  };
  const byDigit = (event: KeyboardEvent<HTMLDivElement>): void => {
    const at = Number(event.key) - 1;
    const { outcome } = possible[at] ?? {};
    if (outcome === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.currentTarget.querySelectorAll('input')[at]?.focus();
    take(outcome);
  };
  return (
    <div
      id={id}
      role="radiogroup"
      aria-label={label}
      aria-required
      aria-describedby={describedBy}
      className="outcomes"
      onKeyDown={byDigit}
    >
      {possible.map(({ outcome, ends }, n) => (
        <label key={outcome}>
          <input type="radio" name={id} value={outcome} checked={value === outcome} onChange={() => take(outcome)} />{' '}
          <span className="digit" aria-hidden="true">
            {n + 1}
          </span>{' '}
          {words('warningOutcome', outcome)} {ends && <Tone tone="good">{t('ends')}</Tone>}
        </label>
      ))}
    </div>
  );
}
