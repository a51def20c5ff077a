import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { allPages } from '../api/all-pages.ts';
import { api } from '../api/client.ts';
import { contentOf } from '../api/problem.ts';
import { byKind } from './by-kind.ts';
import { ManyOf } from './choice-inputs.tsx';
import { type ControlProps, spoken, statusOf } from './control.ts';
import { textIn, textsIn } from './draft.ts';
import type { FieldOf } from './field.ts';
import { type FormTools, useForm } from './form-context.ts';
import { TextInput } from './text-inputs.tsx';

/** How many pages a list for choosing reads at most. */
const MOST_PAGES = 40;
const FRESH_MS = 10 * 60_000;

function useBanks() {
  return useQuery({
    queryKey: ['choose', 'banks'],
    staleTime: FRESH_MS,
    queryFn: async () => {
      const banks = await allPages((query) => contentOf(api.GET('/v1/banks', { params: { query } })), MOST_PAGES);
      return banks.map(({ bankId, name }) => ({ value: bankId, label: `${name} · ${bankId}` }));
    },
  });
}

function useAgencies({ labels, spoken: language }: FormTools) {
  return useQuery({
    queryKey: ['choose', 'agencies'],
    staleTime: FRESH_MS,
    queryFn: () => allPages((query) => contentOf(api.GET('/v1/agencies', { params: { query } })), MOST_PAGES),
    select: (agencies) =>
      byKind(agencies.filter(({ closed }) => !closed)).map(({ agency, name, kind }) => ({
        value: agency,
        label: `${name} · ${labels?.['agencyKind']?.[kind]?.[language] ?? kind} · ${agency}`,
      })),
  });
}

interface FoundProps extends ControlProps {
  readonly found: {
    readonly data: readonly { readonly value: string; readonly label: string }[] | undefined;
    readonly isPending: boolean;
    readonly isError: boolean;
  };
}

/** One of a long list, found by typing; where the list cannot be read, the id is typed. */
function OneFound(props: FoundProps) {
  const { field, draft, id, set, found } = props;
  const { t } = useForm();
  if (found.isError) return <TextInput {...props} />;
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={!field.required}
      placeholder={t('ofMany')}
      loading={found.isPending}
      options={[...(found.data ?? [])]}
      value={textIn(draft) === '' ? null : textIn(draft)}
      status={statusOf(props)}
      onChange={(value) => set(value ?? undefined)}
      {...spoken(props)}
    />
  );
}

/** A bank, by its Chinese name or its id. */
export function BankInput(props: ControlProps) {
  return <OneFound {...props} found={useBanks()} />;
}

export function AgencyInput(props: ControlProps) {
  return <OneFound {...props} found={useAgencies(useForm())} />;
}

export function AgenciesInput(props: ControlProps) {
  const { data = [], isPending } = useAgencies(useForm());
  return <ManyOf {...props} options={data} isLoading={isPending} />;
}

/** Values that the document takes as texts and the API has words for, as the roles of people and the measures of standards. */
export function WordsInput(props: ControlProps & { readonly enumeration: string; readonly many: boolean }) {
  const { labels = {}, spoken: language } = useForm();
  const { enumeration, many, draft } = props;
  const known = Object.entries(labels[enumeration] ?? {}).map(([value, words]) => ({ value, label: words[language] }));
  const typed = many ? textsIn(draft) : [textIn(draft)];
  const others = typed.filter((value) => value !== '' && !known.some((one) => one.value === value));
  const options = [...known, ...others.map((value) => ({ value, label: value }))];
  if (many) return <ManyOf {...props} options={options} />;
  return <OneFound {...props} found={{ data: options, isPending: false, isError: false }} />;
}

export function StationInput(props: ControlProps) {
  const found = useQuery({
    queryKey: ['choose', 'stations'],
    staleTime: FRESH_MS,
    queryFn: async () => {
      const stations = await allPages((query) => contentOf(api.GET('/v1/stations', { params: { query } })), MOST_PAGES);
      return stations.map(({ stationId, name }) => ({ value: stationId, label: `${name} · ${stationId}` }));
    },
  });
  return <OneFound {...props} found={found} />;
}

/** An approval that this person asked for and may use; or the way to ask for one. */
export function ApprovalInput(props: ControlProps<FieldOf<'approval'>>) {
  const { field, draft, id, set } = props;
  const { gate } = field;
  const tools = useForm();
  const { data, isPending, isError } = useQuery({
    queryKey: ['choose', 'approvals'],
    queryFn: () =>
      allPages((query) => contentOf(api.GET('/v1/approvals', { params: { query: { ...query, asked: 'mine' } } })), MOST_PAGES),
  });
  if (isError) return <TextInput {...props} />;
  const usable = (data ?? []).filter(
    (one) => one.status === 'granted' && (gate === undefined || one.gate === gate) && isOf(one, tools.params),
  );
  const options = usable.map(({ approvalId, reference }) => ({ value: approvalId, label: reference }));
  return (
    <>
      <Select
        id={id}
        allowClear
        placeholder={tools.t('choose')}
        notFoundContent={tools.t('noApproval')}
        loading={isPending}
        options={options}
        value={textIn(draft) === '' ? null : textIn(draft)}
        status={statusOf(props)}
        onChange={(value) => set(value ?? undefined)}
        {...spoken(props)}
      />
      {gate !== undefined && tools.askFor(gate)}
    </>
  );
}

/** Whether an approval is about the thing of this form, as far as both say what they are about. */
function isOf(
  approval: { readonly orderId?: string; readonly listedCaseId?: string; readonly alertId?: string },
  params: FormTools['params'],
): boolean {
  return (['orderId', 'listedCaseId', 'alertId'] as const).every((name) => {
    const [of, here] = [approval[name], params[name]];
    return of === undefined || here === undefined || of === here;
  });
}
