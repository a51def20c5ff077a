import { useQueryClient } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { fieldsOf } from '../forms/fields-of.ts';
import { askApproval } from '../generated/acts/approvals.ts';
import { actWord } from '../words/acts.ts';
import { useLanguage } from '../words/language.ts';
import type { OperationId } from './act.ts';
import { ActForm, type ActFormProps } from './act-form.tsx';
import { useMay } from './may.ts';
import { offers } from './offers.ts';

export interface AskingFormProps<Id extends OperationId> extends Omit<ActFormProps<Id>, 'askFor'> {
  /** Whether an approval that the act needs can be asked for now; absent: it can. */
  readonly asks?: boolean | undefined;
}

/** The form of an act, in which a person can ask for an approval that it needs without leaving it. */
export function AskingForm<Id extends OperationId>({ asks = true, ...props }: AskingFormProps<Id>) {
  const params = { ...props.thing?.params, ...props.params };
  return <ActForm {...props} askFor={(gate) => asks && <AskApproval gate={gate} params={params} />} />;
}

interface AskApprovalProps {
  readonly gate: string;
  /** What is known of the thing that the approval would be about. */
  readonly params: Readonly<Record<string, unknown>>;
}

function AskApproval({ gate, params }: AskApprovalProps) {
  const spoken = useLanguage();
  const mine = useMay();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  if (!offers(askApproval, { may: mine })) return null;
  const close = (): void => setOpen(false);
  const word = actWord('askApproval', spoken);
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {word}
      </Button>
      <Drawer open={isOpen} title={word} size={520} mask={{ closable: false }} keyboard={false} destroyOnHidden onClose={close}>
        <ActForm
          act={askApproval}
          fixed={{ gate, ...aboutOf(gate, params) }}
          onCancel={close}
          onDone={() => {
            close();
            void queries.invalidateQueries({ queryKey: ['choose', 'approvals'] });
          }}
        />
      </Drawer>
    </>
  );
}

/** The members of the request that say what it is about, as far as the form knows them. */
function aboutOf(gate: string, params: AskApprovalProps['params']): Readonly<Record<string, unknown>> {
  const form = askApproval.body === undefined ? undefined : fieldsOf(askApproval.body.schema);
  const variant = form?.kind === 'variants' ? form.variants.find(({ value }) => value === gate) : undefined;
  const things = (variant?.field.fields ?? []).filter(({ kind, name }) => kind === 'thing' && params[name] !== undefined);
  return Object.fromEntries(things.map(({ name }) => [name, params[name]]));
}
