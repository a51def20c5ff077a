import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { enumerationOf } from '../forms/enumeration.ts';
import { money } from '../words/format.ts';
import { useLabels, useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import type { MeasureForm } from './rule-draft.ts';
import { standardTexts } from './words.ts';

/** A value that a rule compares with, or that a case has. */
type Value = number | boolean | string;

interface Compared {
  readonly measure: string;
  readonly op: string;
  readonly value: Value | readonly Value[];
}

interface Measures {
  /** In the order of the API; empty until it is read. */
  readonly list: readonly MeasureForm[];
  readonly criteria: readonly string[];
  formOf(measure: string): MeasureForm | undefined;
}

/** The measures that a rule, or the facts of a case, can have. */
export function useMeasures(): Measures {
  const { data } = useQuery({
    queryKey: ['measures'],
    queryFn: () => contentOf(api.GET('/v1/standards/measures')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(() => {
    const list = data?.measures ?? [];
    const byName = new Map<string, MeasureForm>(list.map((form) => [form.measure, form]));
    const criteria = (data?.criteria ?? []).map(({ criterion }) => criterion);
    return { list, criteria, formOf: (measure) => byName.get(measure) };
  }, [data]);
}

/** The values of a measure in words: sums in yuan, yes and no, the API's words for the others. */
export function useValueWords(): (measure: string, value: Value | readonly Value[]) => string {
  const { formOf } = useMeasures();
  const language = useLanguage();
  const labels = useLabels();
  const t = useText(standardTexts);
  return useCallback(
    (measure, value) => {
      const form = formOf(measure);
      const enumeration = labels && form?.values && enumerationOf(labels, form.values);
      const one = (single: Value): string => {
        if (typeof single === 'boolean') return t(single ? 'yes' : 'no');
        if (typeof single === 'number') return form?.kind === 'fen' ? money(single, language) : String(single);
        return (enumeration && labels?.[enumeration]?.[single]?.[language]) ?? single;
      };
      return typeof value === 'object' ? value.map(one).join(t('or')) : one(value);
    },
    [formOf, labels, language, t],
  );
}

/** A comparison as a sentence: 单向流入资金 不少于 ¥300,000.00. */
export function useConditionWords(): (condition: Compared) => string {
  const words = useWords();
  const valueWords = useValueWords();
  return ({ measure, op, value }) => `${words('measure', measure)} ${words('operator', op)} ${valueWords(measure, value)}`;
}

/** The words of a place: a district, the city, or a national reading by its name. */
export function usePlaceWords(): (place: string) => string {
  const words = useWords();
  const t = useText(standardTexts);
  return (place) => {
    const [level, reading] = place.split(':');
    return reading === undefined ? words('place', place) : `${t(level === 'national' ? 'national' : 'place')} · ${reading}`;
  };
}
