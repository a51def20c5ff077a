import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { useValueWords } from './measures.ts';
import { standardTexts } from './words.ts';

interface FactsLineProps {
  readonly facts: Readonly<Record<string, number | boolean | string>>;
}

/** The facts of a case in one line. */
export function FactsLine({ facts }: FactsLineProps) {
  const t = useText(standardTexts);
  const words = useWords();
  const valueWords = useValueWords();
  return (
    <>
      {Object.entries(facts)
        .map(([measure, value]) => `${words('measure', measure)} ${valueWords(measure, value)}`)
        .join(t('semicolon'))}
    </>
  );
}
