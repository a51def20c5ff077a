import { listIn, membersIn, textIn } from '../forms/draft.ts';
import type { Json } from '../forms/schema.ts';
import { money } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { useConditionWords, useMeasures, useValueWords } from './measures.ts';
import { draftOfRule, type RuleDraft, valueIn } from './rule-draft.ts';
import { standardTexts } from './words.ts';

/** What the API gives as a value of any form, as JSON. */
const asJson = (value: unknown): Json | undefined => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/** The value of a compared member of a standard in one line of words. */
export function useFieldValue(): (field: string, value: unknown, measure: string | undefined) => string {
  const t = useText(standardTexts);
  const words = useWords();
  const language = useLanguage();
  const valueWords = useValueWords();
  const ruleWords = useRuleWords();
  return (field, given, measure) => {
    const value = asJson(given);
    if (value === undefined || value === null) return t('saysNothing');
    switch (field) {
      case 'threshold':
        return `${measure === undefined ? '' : words('measure', measure)} ${typeof value === 'number' ? valueWords(measure ?? '', value) : ''}`;
      case 'minimumTracedFen':
        return typeof value === 'number' ? money(value, language) : '';
      case 'lawfulFundsDeducted':
        return t(value === true ? 'yes' : 'no');
      case 'accounts':
        return listIn(value)
          .map((owner) => words('accountOwner', textIn(owner)))
          .join(t('and'));
      case 'exceptions': {
        const all = listIn(value).map(membersIn);
        return all.length === 0
          ? t('saysNothing')
          : all.map(({ name, when }) => `${textIn(name)}${t('colon')}${ruleWords(when)}`).join(t('semicolon'));
      }
      case 'offence':
      case 'measure':
        return words(field, textIn(value));
      default:
        return ruleWords(value);
    }
  };
}

/** A rule in one line. */
function useRuleWords(): (rule: Json | undefined) => string {
  const t = useText(standardTexts);
  const { formOf } = useMeasures();
  const conditionWords = useConditionWords();
  const inLine = (draft: RuleDraft): string => {
    if (draft.kind === 'condition') {
      const { measure, op, values } = draft;
      const kind = formOf(measure)?.kind;
      return conditionWords({ measure, op, value: values.map((one) => valueIn(one, kind) ?? one) });
    }
    const parts = draft.parts.map((part) => (part.kind === 'condition' ? inLine(part) : `(${inLine(part)})`));
    if (draft.kind === 'not') return `${t('not')} ${parts.join('')}`;
    return parts.join(t(draft.kind === 'all' ? 'and' : 'or'));
  };
  return (rule) => {
    let key = 0;
    return inLine(draftOfRule(rule, formOf, () => key++));
  };
}
