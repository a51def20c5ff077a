import { Tone } from '../../states/tone.tsx';
import { placeWord } from '../../words/fields.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { orderTexts } from './words.ts';

interface UnreadProps {
  readonly unread: { readonly faults: readonly { readonly path: string; readonly rule: string }[] } | undefined;
}

/** The parts of a bank's answer that could not be read: the answer was taken without them. */
export function Unread({ unread }: UnreadProps) {
  const t = useText(orderTexts);
  const language = useLanguage();
  if (unread === undefined) return null;
  return (
    <div>
      {unread.faults.map(({ path, rule }) => (
        <div key={path}>
          <Tone tone="warn">{t('notRead')}</Tone> {placeWord('recordResult', path, language)} {rule}
        </div>
      ))}
    </div>
  );
}
