import type { Schemas } from '../api/client.ts';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { useConditionWords } from './measures.ts';
import { standardTexts } from './words.ts';

type Rule = Schemas['StandardRule'];

interface RuleProps {
  readonly rule: Rule;
}

/** A rule in words: each condition with its source, what combines them above. */
export function RuleView({ rule }: RuleProps) {
  const t = useText(standardTexts);
  if ('not' in rule)
    return (
      <>
        {t('noneOf')}
        <Parts parts={[rule.not]} />
      </>
    );
  if ('all' in rule)
    return (
      <>
        {t('allOf')}
        <Parts parts={rule.all} />
      </>
    );
  if ('any' in rule)
    return (
      <>
        {t('anyOf')}
        <Parts parts={rule.any} />
      </>
    );
  return <ConditionView condition={rule} />;
}

function Parts({ parts }: { readonly parts: readonly Rule[] }) {
  return (
    <ul>
      {parts.map((part) => (
        <li key={JSON.stringify(part)}>
          <RuleView rule={part} />
        </li>
      ))}
    </ul>
  );
}

function ConditionView({ condition }: { readonly condition: Extract<Rule, { readonly measure: string }> }) {
  const words = useWords();
  const inWords = useConditionWords();
  return (
    <>
      {inWords(condition)}
      <div className="quiet">
        {condition.source} · {words('sourceGrade', condition.grade)}
      </div>
    </>
  );
}
