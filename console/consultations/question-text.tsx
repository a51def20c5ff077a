import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import type { Question } from './model.ts';
import { texts } from './words.ts';

interface QuestionTextProps {
  readonly question: Question;
  readonly n: number;
}

/** A question as it was put: what it is about, and its text. */
export function QuestionText({ question, n }: QuestionTextProps) {
  const t = useText(texts);
  const words = useWords();
  const about = [
    words('questionTopic', question.topic),
    ...(question.topic === 'law' ? [words('pointOfLaw', question.point)] : []),
  ];
  return (
    <>
      <strong>{t('questionN', { n })}</strong> <span className="quiet">{about.join(' · ')}</span>
      <p className="prose">{question.text}</p>
    </>
  );
}
