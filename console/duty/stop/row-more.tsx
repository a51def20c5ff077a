import { Button, Input, Popover, Select } from 'antd';
import { useId } from 'react';
import { fieldWord } from '../../words/fields.ts';
import { useWords } from '../../words/labels.ts';
import { useLanguage } from '../../words/language.ts';
import { useText } from '../../words/texts.ts';
import { dutyTexts } from '../words.ts';
import { type NumberKind, type Row, withMember } from './row.ts';

interface RowMoreProps {
  readonly row: Row;
  readonly place: number;
  put(row: Row): void;
}

const numberKinds: readonly NumberKind[] = ['account', 'bankSerial', 'orderNumber', 'posSerial'];

/** What few rows need: a transaction in place of an account, a sum in place of all of it, the serial, another currency. */
export function RowMore(props: RowMoreProps) {
  const t = useText(dutyTexts);
  const { place } = props;
  return (
    <Popover
      trigger="click"
      destroyOnHidden
      content={<Members {...props} />}
      title={t('rowN', { n: place + 1, what: t('details') })}
    >
      <Button size="small" aria-label={t('rowN', { n: place + 1, what: t('details') })}>
        {t('details')}
      </Button>
    </Popover>
  );
}

function Members({ row, put }: RowMoreProps) {
  const t = useText(dutyTexts);
  const words = useWords();
  const spoken = useLanguage();
  const id = useId();
  const ofWhat = numberKinds.map((value) => ({
    value,
    label: value === 'account' ? t('account') : fieldWord('requestFreeze', `/accounts/*/target/${value}`, value, spoken),
  }));
  const scopes = ['account', 'sum'].map((value) => ({ value, label: words('stopScope', value) }));
  const text = (member: 'serial' | 'currency' | 'sum', label: string) => (
    <>
      <label htmlFor={`${id}${member}`}>{label}</label>
      <Input
        id={`${id}${member}`}
        value={row[member]}
        spellCheck={false}
        onChange={({ target }) => put(withMember(row, member, target.value))}
      />
    </>
  );
  return (
    <div className="row-more">
      <label htmlFor={`${id}of`}>{t('numberOf')}</label>
      <Select id={`${id}of`} options={ofWhat} value={row.of} onChange={(value) => put({ ...row, of: value })} />
      {row.of === 'account' && (
        <>
          <label htmlFor={`${id}scope`}>{t('scope')}</label>
          <Select
            id={`${id}scope`}
            options={scopes}
            value={row.scope === '' ? 'account' : row.scope}
            onChange={(value) => put(withMember(row, 'scope', value))}
          />
          {row.scope === 'sum' && text('sum', t('sum'))}
        </>
      )}
      {text('serial', t('serial'))}
      {text('currency', t('currency'))}
    </div>
  );
}
