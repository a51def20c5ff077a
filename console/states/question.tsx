import { type ReactNode, useEffect, useId, useRef } from 'react';

interface QuestionProps {
  readonly title: string;
  readonly children: ReactNode;
  /** What Escape does; absent: the person has to choose. */
  onEscape?(): void;
}

/** A question over the page, forms in drawers too, which stay as they are behind it. It is the browser's own dialog: nothing has to load. */
export function Question({ title, children, onEscape }: QuestionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="question-over"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onEscape?.();
      }}
    >
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}
