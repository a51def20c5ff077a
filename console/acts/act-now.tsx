import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Json } from '../forms/schema.ts';
import { actWord } from '../words/acts.ts';
import { useLanguage } from '../words/language.ts';
import type { Act, AnswerOf, OperationId } from './act.ts';
import { useMay } from './may.ts';
import { offers } from './offers.ts';
import { Refused, Unknown } from './problem-view.tsx';
import type { ActThing } from './thing.ts';
import { useSending } from './use-sending.ts';

interface ActNowProps<Id extends OperationId> {
  readonly act: Act<Id>;
  /** What it is about; absent: the rights of the person decide. */
  readonly thing?: ActThing | undefined;
  /** What is sent. The person is asked for nothing. */
  readonly body?: Json | undefined;
  /** Another word on the button than the act's. */
  readonly word?: string | undefined;
  readonly primary?: boolean;
  readonly size?: 'small' | 'middle' | 'large';
  readonly className?: string;
  /** Whether the button takes the focus when it appears: the next key presses it. */
  readonly takesFocus?: boolean;
  readonly offered?: boolean;
  onDone?(answer: AnswerOf<Id>): void;
}

/**
 * Offers an act that asks for nothing: pressed, it is done at once, without a form. Each press that was carried out is followed by one under
 * another key; pressed again after a lost network, it happens once.
 */
export function ActNow<Id extends OperationId>(props: ActNowProps<Id>) {
  const [turn, setTurn] = useState(0);
  const done = (answer: AnswerOf<Id>): void => {
    setTurn(turn + 1);
    props.onDone?.(answer);
  };
  return <OneTurn {...props} key={turn} takesFocus={props.takesFocus === true || turn > 0} onDone={done} />;
}

function OneTurn<Id extends OperationId>(props: ActNowProps<Id>) {
  const { act, thing, body, word, primary = false, size = 'middle', className = '', takesFocus = false, offered = true } = props;
  const spoken = useLanguage();
  const mine = useMay();
  const button = useRef<HTMLButtonElement>(null);
  const { sending, send } = useSending<Id>({
    act,
    thing,
    onlyNew: false,
    taken: () => undefined,
    done: (answer) => props.onDone?.(answer),
  });
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);
  if (!offered || !offers(act, thing ?? { may: mine })) return null;
  return (
    <>
      <Button
        ref={button}
        name={act.operationId}
        className={className}
        type={primary ? 'primary' : 'default'}
        size={size}
        loading={sending.kind === 'busy'}
        onClick={() => void send({ params: thing?.params ?? {}, body })}
      >
        {word ?? actWord(act.operationId, spoken)}
      </Button>
      {sending.kind === 'refused' && <Refused problem={sending.problem} />}
      {sending.kind === 'unknown' && <Unknown problem={sending.problem} />}
    </>
  );
}
