import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { api, type Schemas } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { useNames } from '../states/names.ts';
import { type ControlProps, spoken, statusOf } from './control.ts';
import { textIn } from './draft.ts';
import type { FieldOf } from './field.ts';
import { useForm } from './form-context.ts';

/** The kinds that a search finds, by the beginning of their ids. */
const kinds: Readonly<Record<string, Schemas['Found']['kind']>> = {
  alt: 'alert',
  frq: 'freeze-request',
  ord: 'order',
  cas: 'case',
  cst: 'consultation',
  lst: 'listed-case',
};

/**
 * Another thing. A person gives the reference that stands on a page or that was read out on the phone; when they go on, it is looked up, and the
 * id stands for it.
 */
export function ThingInput(props: ControlProps<FieldOf<'thing'>>) {
  const { field, draft, id, set } = props;
  const { t } = useForm();
  const typed = textIn(draft).trim();
  const isId = typed.startsWith(`${field.of}_`);
  const kind = kinds[field.of];
  const search = useMutation({
    mutationFn: (q: string) =>
      contentOf(
        api.POST('/v1/search', {
          params: { header: { 'idempotency-key': crypto.randomUUID() } },
          body: { q, kinds: kind === undefined ? [] : [kind] },
        }),
      ),
    onSuccess: ({ items: [first, ...others] }) => {
      if (first !== undefined && others.length === 0) set(first.id);
    },
  });
  const nameOf = useNames(isId ? [typed] : []);
  const name = isId ? nameOf(typed) : typed;
  const found = search.data?.items ?? [];
  return (
    <>
      <Input
        id={id}
        autoComplete="off"
        value={textIn(draft)}
        status={statusOf(props)}
        onChange={({ target }) => set(target.value)}
        onBlur={() => typed !== '' && !isId && kind !== undefined && search.mutate(typed)}
        {...spoken(props)}
      />
      <div aria-live="polite">
        {name !== typed && <span className="quiet">{name}</span>}
        {!isId && search.isSuccess && found.length === 0 && <span className="quiet">{t('nothingFound')}</span>}
        {!isId &&
          found.length > 1 &&
          found.map((one) => (
            <Button key={one.id} size="small" onClick={() => set(one.id)}>
              {one.reference}
            </Button>
          ))}
      </div>
    </>
  );
}
