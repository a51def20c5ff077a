import { Button, Select } from 'antd';
import { useRef, useState } from 'react';
import type { WidgetProps } from '../forms/form-context.ts';
import { useText } from '../words/texts.ts';
import { ConditionRow } from './condition-row.tsx';
import { useMeasures } from './measures.ts';
import {
  type Combination,
  changed,
  combined,
  draftOfRule,
  type NextKey,
  newCondition,
  type RuleDraft,
  ruleOf,
  without,
} from './rule-draft.ts';
import { standardTexts } from './words.ts';

/** Builds a rule: conditions one below the other, and what combines them. A widget for the form of the kit. */
export function RuleWidget(props: WidgetProps) {
  // what a rule's values mean is said by the measures: without them nothing can be shown
  const { list } = useMeasures();
  return list.length === 0 ? null : <RuleBuilder {...props} />;
}

function RuleBuilder({ id, value, label, faults, describedBy, onChange }: WidgetProps) {
  const t = useText(standardTexts);
  const { formOf } = useMeasures();
  const last = useRef(0);
  const next: NextKey = () => ++last.current;
  const [draft, setDraft] = useState<RuleDraft | undefined>(() =>
    value === undefined || value === null ? undefined : draftOfRule(value, formOf, next),
  );
  const set = (rule: RuleDraft | undefined): void => {
    setDraft(rule);
    onChange(rule === undefined ? undefined : ruleOf(rule, formOf));
  };
  return (
    <fieldset id={id} tabIndex={-1} className="rule" aria-label={label} aria-describedby={describedBy}>
      {draft === undefined ? (
        <Button onClick={() => set(newCondition(next))}>{t('beginRule')}</Button>
      ) : (
        <PartView part={draft} name={label} root={draft} next={next} set={set} />
      )}
      {[...new Set(faults.map(({ text }) => text))].map((text) => (
        <p key={text} className="fault">
          {text}
        </p>
      ))}
    </fieldset>
  );
}

interface PartProps {
  readonly part: RuleDraft;
  /** What a screen reader calls it: the rule, with the number of each part on the way. */
  readonly name: string;
  readonly root: RuleDraft;
  readonly next: NextKey;
  set(root: RuleDraft | undefined): void;
}

function PartView(props: PartProps) {
  const { part, name, root, next, set } = props;
  const t = useText(standardTexts);
  const change = (to: (part: RuleDraft) => RuleDraft): void => set(changed(root, part.key, to));
  return (
    <fieldset className="set">
      <legend className="unseen">{name}</legend>
      {part.kind === 'condition' ? (
        <ConditionRow condition={part} name={name} onChange={(condition) => change(() => condition)} />
      ) : (
        <CombinedView {...props} part={part} />
      )}
      <span className="tools">
        {part.kind === 'condition' && (
          <>
            <Button size="small" onClick={() => change(() => widened(part, 'all', next))}>
              {t('andAnother')}
            </Button>
            <Button size="small" onClick={() => change(() => widened(part, 'any', next))}>
              {t('orAnother')}
            </Button>
            <Button size="small" onClick={() => change(() => combined(part, 'not', next))}>
              {t('negate')}
            </Button>
          </>
        )}
        <Button size="small" aria-label={`${t('takeOut')} · ${name}`} onClick={() => set(without(root, part.key))}>
          {t('takeOut')}
        </Button>
      </span>
    </fieldset>
  );
}

/** The part beside another condition. */
function widened(part: RuleDraft, kind: Combination, next: NextKey): RuleDraft {
  const around = combined(part, kind, next);
  return around.kind === 'condition' ? around : { ...around, parts: [...around.parts, newCondition(next, part)] };
}

function CombinedView(props: PartProps & { readonly part: Exclude<RuleDraft, { readonly kind: 'condition' }> }) {
  const { part, name, root, next, set } = props;
  const t = useText(standardTexts);
  const change = (to: (part: RuleDraft) => RuleDraft): void => set(changed(root, part.key, to));
  const kinds = [
    { value: 'all' as const, label: t('allOf') },
    { value: 'any' as const, label: t('anyOf') },
    { value: 'not' as const, label: t('noneOf') },
  ];
  return (
    <>
      <Select
        aria-label={`${name} · ${t('combination')}`}
        options={kinds}
        value={part.kind}
        onChange={(kind) => change((one) => combined(one, kind, next))}
      />
      <div className="nested">
        {part.parts.map((one, n) => (
          <PartView key={one.key} part={one} name={`${name} ${n + 1}`} root={root} next={next} set={set} />
        ))}
      </div>
      {part.kind !== 'not' && (
        <Button size="small" onClick={() => change(() => ({ ...part, parts: [...part.parts, newCondition(next, part)] }))}>
          {t('addCondition')}
        </Button>
      )}
    </>
  );
}
