import { Button, Checkbox, Input, Select } from 'antd';
import { useId } from 'react';
import { useSearchParams } from 'react-router';
import type { paths } from '../generated/api.ts';
import { useMe } from '../states/me.ts';
import { useLabels } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { dutyTexts } from './words.ts';

type Asked = Omit<NonNullable<paths['/v1/alerts']['get']['parameters']['query']>, 'cursor' | 'limit'>;

const names = ['status', 'grade', 'district', 'month', 'from', 'to', 'mine', 'sort'] as const;
type Name = (typeof names)[number];

/** What is asked for where the address says nothing: what is running. `any` in the address takes it away. */
const DEFAULTS: Readonly<Partial<Record<Name, string>>> = { status: 'open' };
const ANY = 'any';

/** The query of the list that an address stands for. The API refuses what it does not know, in its own words. */
export function askedBy(address: URLSearchParams): Asked {
  const given = names.flatMap((name) => {
    const value = address.get(name) ?? DEFAULTS[name] ?? '';
    return value === '' || value === ANY ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}

export const isFiltered = (address: URLSearchParams): boolean => names.some((name) => address.has(name));

/** The filters of the list of alarms; they stand in the address, so that a reload keeps them. */
export function AlarmFilters() {
  const t = useText(dutyTexts);
  const me = useMe();
  const [address, setAddress] = useSearchParams();
  const set = (changed: Readonly<Partial<Record<Name, string>>>): void => {
    const next = new URLSearchParams(address);
    for (const [name, value] of Object.entries(changed)) {
      if (value === '') next.delete(name);
      else next.set(name, value);
    }
    setAddress(next, { replace: true });
  };
  const sort = address.get('sort') ?? 'newest';
  return (
    <fieldset className="filters">
      <legend className="unseen">{t('filters')}</legend>
      <OneOf name="status" enumeration="alarmState" none={t('anyStatus')} set={set} />
      <OneOf name="grade" enumeration="alertGrade" none={t('anyGrade')} set={set} />
      {/* An agency of one district may list no other. */}
      {me !== undefined && me.agency.district === undefined && (
        <OneOf name="district" enumeration="district" none={t('ownDistrict')} set={set} />
      )}
      <Dated name="month" type="month" set={(month) => set({ month, from: '', to: '' })} />
      <Dated name="from" type="date" set={(from) => set({ from, month: '' })} />
      <Dated name="to" type="date" set={(to) => set({ to, month: '' })} />
      <Select
        aria-label={t('sort')}
        value={sort}
        options={(['newest', 'oldest'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(value) => set({ sort: value === 'newest' ? '' : value })}
      />
      <Checkbox checked={address.get('mine') === 'true'} onChange={({ target }) => set({ mine: target.checked ? 'true' : '' })}>
        {t('mine')}
      </Checkbox>
      {isFiltered(address) && <Button onClick={() => setAddress({}, { replace: true })}>{t('clear')}</Button>}
    </fieldset>
  );
}

interface FilterProps {
  readonly name: Name;
  set(changed: Readonly<Partial<Record<Name, string>>>): void;
}

/** A value of an enumeration of the API, or any. */
function OneOf({ name, enumeration, none, set }: FilterProps & { readonly enumeration: string; readonly none: string }) {
  const language = useLanguage();
  const labels = useLabels();
  const [address] = useSearchParams();
  const values = Object.entries(labels?.[enumeration] ?? {}).map(([value, label]) => ({ value, label: label[language] }));
  const chosen = address.get(name) ?? DEFAULTS[name] ?? ANY;
  return (
    <Select
      className="filter"
      aria-label={none}
      value={chosen}
      options={[{ value: ANY, label: none }, ...values]}
      onChange={(value) => set({ [name]: value === (DEFAULTS[name] ?? ANY) ? '' : value })}
    />
  );
}

interface DatedProps {
  readonly name: 'month' | 'from' | 'to';
  readonly type: 'month' | 'date';
  set(value: string): void;
}

function Dated({ name, type, set }: DatedProps) {
  const t = useText(dutyTexts);
  const id = useId();
  const [address] = useSearchParams();
  return (
    <span className="labelled">
      <label htmlFor={id}>{t(name)}</label>
      <Input id={id} type={type} value={address.get(name) ?? ''} onChange={({ target }) => set(target.value)} />
    </span>
  );
}
