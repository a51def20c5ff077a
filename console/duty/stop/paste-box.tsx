import { Button, Input } from 'antd';
import { type ClipboardEvent, useEffect, useEffectEvent, useId, useState } from 'react';
import { useUnsent } from '../../forms/unsent.ts';
import { useText } from '../../words/texts.ts';
import { dutyTexts } from '../words.ts';

/** What the last paste left. */
export interface Unread {
  readonly read: number;
  readonly left: readonly string[];
  readonly heads: readonly string[];
}

interface PasteBoxProps {
  readonly id: string;
  /** Whether the banks and the city's time are known. */
  readonly isReady: boolean;
  readonly unread: Unread | undefined;
  /** What stands in the box, kept around the form: a sending begins the form anew, and what no account was found in stays. */
  readonly kept: { current: string };
  /** Takes the accounts out of a text, and gives back the lines that it did not understand. */
  paste(text: string): string;
}

/** Takes lines of a chat or a spreadsheet: pasted ones at once, typed ones at a press. What is not understood stays in the box. */
export function PasteBox({ id, isReady, unread, kept, paste }: PasteBoxProps) {
  const t = useText(dutyTexts);
  const help = useId();
  const [text, show] = useState(kept.current);
  useUnsent(text.trim() !== '');
  const setText = (next: string): void => {
    kept.current = next;
    show(next);
  };
  const [isWaiting, setWaiting] = useState(false);
  const readNow = (whole: string): void => {
    if (!isReady) setWaiting(true);
    setText(isReady && whole.trim() !== '' ? paste(whole) : whole);
  };
  // What was pasted before the banks were known is read as soon as they are.
  const readLate = useEffectEvent(() => readNow(text));
  useEffect(() => {
    if (!isReady || !isWaiting) return;
    setWaiting(false);
    readLate();
  }, [isReady, isWaiting]);
  const pasted = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    event.preventDefault();
    const { selectionStart: from, selectionEnd: to } = event.currentTarget;
    const before = text.slice(0, from);
    const gap = before === '' || before.endsWith('\n') ? '' : '\n';
    readNow(`${before}${gap}${event.clipboardData.getData('text/plain')}${text.slice(to)}`);
  };
  return (
    <>
      <Input.TextArea
        id={id}
        value={text}
        aria-describedby={help}
        rows={4}
        spellCheck={false}
        onPaste={pasted}
        onChange={({ target }) => setText(target.value)}
      />
      <p className="help" id={help}>
        {t('pasteHelp')}
      </p>
      <p role="status" className="quiet">
        {unread && t('readRows', { n: unread.read })}
        {unread?.heads.map((head) => ` · ${t('heads', { text: head.replaceAll('\t', ' ') })}`)}
      </p>
      {unread !== undefined && unread.left.length > 0 && <p role="alert">{t('notRead', { n: unread.left.length })}</p>}
      {text.trim() !== '' && (
        <Button disabled={!isReady} onClick={() => readNow(text)}>
          {t('read')}
        </Button>
      )}
    </>
  );
}
