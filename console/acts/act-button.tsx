import { Button, Drawer } from 'antd';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { actWord } from '../words/acts.ts';
import { useLanguage } from '../words/language.ts';
import type { AnswerOf, OperationId } from './act.ts';
import type { AskingFormProps } from './asking-form.tsx';
import { useMay } from './may.ts';
import { offers } from './offers.ts';

export interface ActButtonProps<Id extends OperationId> extends Omit<AskingFormProps<Id>, 'onCancel'> {
  /** The act that a page is mostly opened for. */
  readonly primary?: boolean;
  readonly size?: 'small' | 'middle';
  /** Another word on the button than the act's. */
  readonly word?: string;
  /** Whether the page has this act for the thing at all; false takes the button away, and leaves a form that is open. */
  readonly offered?: boolean;
}

// The form and its fields come when the first one opens.
const Form = lazy(async () => ({ default: (await import('./asking-form.tsx')).AskingForm }));

/** Offers an act to those who may do it, in a state of the thing that takes it; pressed, it opens the form. */
export function ActButton<Id extends OperationId>(props: ActButtonProps<Id>): ReactNode {
  const { act, thing, primary = false, danger = false, size = 'middle', word, offered = true, onDone, ...form } = props;
  const spoken = useLanguage();
  const mine = useMay();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // An open form stays, whatever becomes of the thing: what was typed must not be lost.
  if (!isOpen && !(offered && offers(act, thing ?? { may: mine }))) return null;
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const finish = (answer: AnswerOf<Id>): void => {
    close();
    onDone?.(answer);
  };
  const title = word ?? actWord(act.operationId, spoken);
  return (
    <>
      <Button
        ref={button}
        name={act.operationId}
        className={danger ? 'danger' : ''}
        type={primary ? 'primary' : 'default'}
        danger={danger}
        size={size}
        onClick={() => setOpen(true)}
      >
        {title}
      </Button>
      {/* The key also closes a list of choices: pressed once too often, it would take all that was typed. */}
      <Drawer open={isOpen} title={title} size={560} mask={{ closable: false }} keyboard={false} destroyOnHidden onClose={close}>
        <Suspense>
          <Form {...form} act={act} thing={thing} danger={danger} onCancel={close} onDone={finish} />
        </Suspense>
      </Drawer>
    </>
  );
}
