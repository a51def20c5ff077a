import { Alert } from 'antd';
import { useOwnAgency } from '../states/me.ts';
import { useWords } from '../words/labels.ts';
import { useText } from '../words/texts.ts';
import { exhibitWord } from './exhibit-word.ts';
import { changedSince, type Exhibit, type Whole } from './model.ts';
import { texts } from './words.ts';

/** What is new to the reader: exhibits that came or left since the own opinion, and files that this person has not opened. */
export function Changed({ of }: { readonly of: Whole }) {
  const t = useText(texts);
  const { version, added, removed, unread } = changedSince(of, useOwnAgency());
  if (of.bundle.version === 0) return null;
  const isSame = added.length + removed.length + unread.length === 0;
  const text = (): string => {
    if (version === undefined) return t('changedUnread', { n: unread.length });
    if (isSame) return t('nothingChanged');
    return t(added.length + removed.length === 0 ? 'sameBundle' : 'changedSince', { n: version, now: of.bundle.version });
  };
  return (
    <Alert
      type={isSame ? 'success' : 'warning'}
      showIcon
      role="note"
      title={t('changed')}
      description={
        <>
          <p className="prose">{text()}</p>
          <Listed word={t('addedSince')} exhibits={added} />
          <Listed word={t('removedSince')} exhibits={removed} />
          <Listed word={t('unread')} exhibits={unread} />
          <a href="#bundle">{t('toBundle')}</a>
        </>
      }
    />
  );
}

function Listed({ word, exhibits }: { readonly word: string; readonly exhibits: readonly Exhibit[] }) {
  const t = useText(texts);
  const words = useWords();
  if (exhibits.length === 0) return null;
  const named = exhibits.map((exhibit) => `${exhibit.n}. ${exhibitWord(exhibit, words) ?? t('hidden')}`);
  return (
    <p className="prose">
      {word}: {named.join('; ')}
    </p>
  );
}
