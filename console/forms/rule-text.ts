import { money } from '../words/format.ts';
import type { FormText } from '../words/forms.ts';
import type { Language } from '../words/language.ts';
import type { Text } from '../words/texts.ts';
import type { Rule } from './read.ts';

/** A broken rule in words. */
export function ruleText(rule: Rule, t: Text<FormText>, spoken: Language): string {
  if (rule.kind === 'told') return rule.text;
  if (!('bound' in rule)) return t(rule.kind);
  return t(rule.kind, { bound: rule.inYuan === true ? money(rule.bound, spoken) : rule.bound });
}
