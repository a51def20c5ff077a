import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { AnswerOf, OperationId } from '../acts/act.ts';
import { ActForm, type ActFormProps } from '../acts/act-form.tsx';
import { useMay } from '../acts/may.ts';
import { offers } from '../acts/offers.ts';

/** A way into the same form: its word, and what the form begins with. */
export interface Way {
  readonly word: string;
  readonly initial?: object;
}

interface OpenFormProps<Id extends OperationId> extends Omit<ActFormProps<Id>, 'initial' | 'onCancel'> {
  /** The first is what most people come for; none: nothing is offered, and a form that is open stays. */
  readonly ways: readonly Way[];
  readonly primary?: boolean;
}

/** Offers an act whose form opens in its place on the page, so that what stands above it stays in sight; there is room for pasted lines. */
export function OpenForm<Id extends OperationId>(props: OpenFormProps<Id>) {
  const { ways, primary = false, onDone, ...form } = props;
  const mine = useMay();
  const [way, setWay] = useState<Way>();
  const first = useRef<HTMLButtonElement>(null);
  if (way === undefined && (ways.length === 0 || !offers(form.act, form.thing ?? { may: mine }))) return null;
  const close = (): void => {
    setWay(undefined);
    setTimeout(() => first.current?.focus());
  };
  if (way === undefined)
    return (
      <div className="filters">
        {ways.map((one, n) => (
          <Button
            key={one.word}
            name={form.act.operationId}
            ref={n === 0 ? first : null}
            type={primary && n === 0 ? 'primary' : 'default'}
            onClick={() => setWay(one)}
          >
            {one.word}
          </Button>
        ))}
      </div>
    );
  const finish = (answer: AnswerOf<Id>): void => {
    close();
    onDone?.(answer);
  };
  return <ActForm {...form} initial={way.initial} onCancel={close} onDone={finish} />;
}
