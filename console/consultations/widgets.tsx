import { Button, Radio, Select } from 'antd';
import { use } from 'react';
import type { WidgetProps } from '../forms/form-context.ts';
import { useNames } from '../states/names.ts';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { exhibitWord } from './exhibit-word.ts';
import { useKnownCases } from './known-cases.ts';
import { present } from './model.ts';
import { Several } from './several.tsx';
import { QuestionContext, useWhole } from './whole.ts';
import { texts } from './words.ts';

/** What tells a screen reader of help and faults. */
const describes = ({ describedBy }: Pick<WidgetProps, 'describedBy'>) =>
  describedBy === undefined ? {} : { 'aria-describedby': describedBy };

interface OneOfProps extends WidgetProps {
  readonly options: readonly { readonly value: string | number; readonly label: string }[];
}

function OneOf(props: OneOfProps) {
  const { id, value, field, options, onChange } = props;
  const t = useText(texts);
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={!field.required}
      placeholder={t('choose')}
      options={[...options]}
      value={typeof value === 'string' || typeof value === 'number' ? value : null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      aria-required={field.required}
      {...describes(props)}
    />
  );
}

/** One of the agencies that take part. */
export function PartyInput(props: WidgetProps) {
  const { parties } = useWhole();
  const taking = parties.filter(({ answer }) => answer === 'accepted').map(({ agency }) => agency);
  const nameOf = useNames(taking);
  return <OneOf {...props} options={taking.map((agency) => ({ value: agency, label: nameOf(agency) }))} />;
}

/** One of the questions, by its number. */
export function QuestionInput(props: WidgetProps) {
  const { questions } = useWhole();
  const options = questions.map(({ text }, i) => ({ value: i + 1, label: `${i + 1}. ${text}` }));
  return <OneOf {...props} options={options} />;
}

/** The suspect of the case that a term of procedure is about. */
export function SuspectInput(props: WidgetProps) {
  const cases = useKnownCases(useWhole());
  const options = cases.flatMap(({ persons = [] }) =>
    persons.filter(({ role }) => role === 'suspect').map(({ itemId, name }) => ({ value: itemId, label: name })),
  );
  return <OneOf {...props} options={options} />;
}

/** Exhibits of the bundle as it is now, by their numbers. */
export function ExhibitsInput(props: WidgetProps) {
  const { id, value, describedBy, onChange } = props;
  const { bundle } = useWhole();
  const t = useText(texts);
  const words = useWords();
  const options = present(bundle.exhibits).map((exhibit) => ({
    value: exhibit.n,
    label: `${exhibit.n}. ${exhibitWord(exhibit, words) ?? t('hidden')}`,
  }));
  return (
    <Several
      id={id}
      options={options}
      chosen={Array.isArray(value) ? value.map(Number) : []}
      choose={onChange}
      describedBy={describedBy}
    />
  );
}

/** The answers that the question takes, to choose one. */
export function PositionInput(props: WidgetProps) {
  const { id, value, label, onChange } = props;
  const words = useWords();
  const { answers = [] } = use(QuestionContext) ?? {};
  return (
    <Radio.Group
      id={id}
      aria-label={label}
      value={value ?? null}
      options={answers.map((answer) => ({ value: answer, label: words('position', answer) }))}
      onChange={({ target }) => onChange(String(target.value))}
      {...describes(props)}
    />
  );
}

/** The bundle that the author has read: as it was when the form was begun, until the author takes a newer one. */
export function VersionInput({ id, value, onChange }: WidgetProps) {
  const t = useText(texts);
  const { version } = useWhole().bundle;
  const read = Number(value);
  return (
    <>
      <output id={id}>{read === 0 ? t('noBundleYet') : t('version', { n: read })}</output>
      {read !== version && (
        <p role="status">
          {t('newerVersion', { n: version })}{' '}
          <Button size="small" onClick={() => onChange(version)}>
            {t('takeVersion', { n: version })}
          </Button>
        </p>
      )}
    </>
  );
}
