import { Alert } from 'antd';
import type { Schemas } from '../api/client.ts';
import { moment } from '../words/format.ts';
import { useWords } from '../words/labels.ts';
import { useLanguage } from '../words/language.ts';
import { textsOf, useText } from '../words/texts.ts';
import { Terms } from './terms.tsx';

const texts = textsOf(
  {
    name: '名称',
    id: '编号',
    mode: '启用状态',
    endpoint: '接口地址',
    noEndpoint: '未登记，银行自行拉取指令',
    dutyPhone: '24 小时值班电话',
    keys: '公钥',
    noKeys: '未登记，银行发送的内容不需签名',
    keyOf: '{{kid}}（{{kind}}）',
    noKid: '无 kid',
    pushAlgorithm: '推送签名算法',
    registeredAt: '登记时间',
    comma: '、',
    ignoredKeys: '有公钥未被采用',
    ignoredKey: '第 {{n}} 个：{{rule}}',
  },
  {
    name: 'Name',
    id: 'Id',
    mode: 'Mode',
    endpoint: 'Endpoint',
    noEndpoint: 'None: the bank pulls its orders',
    dutyPhone: '24-hour duty phone',
    keys: 'Public keys',
    noKeys: 'None: what the bank sends needs no signature',
    keyOf: '{{kid}} ({{kind}})',
    noKid: 'no kid',
    pushAlgorithm: 'Algorithm of the pushes',
    registeredAt: 'Registered at',
    comma: ', ',
    ignoredKeys: 'Some keys are passed over',
    ignoredKey: 'No. {{n}}: {{rule}}',
  },
);

/** How a bank is registered, as far as the reader sees it. */
export function BankFacts({ bank }: { readonly bank: Schemas['Bank'] }) {
  const t = useText(texts);
  const words = useWords();
  const language = useLanguage();
  const { bankId, name, mode, endpoint, dutyPhone, jwks, pushAlgorithm, registeredAt } = bank;
  // only those who see all of a bank see when it was registered
  const seesAll = registeredAt !== undefined;
  return (
    <Terms
      className="facts"
      of={[
        [t('name'), name],
        [t('id'), bankId],
        [t('mode'), mode && words('bankMode', mode)],
        [t('dutyPhone'), dutyPhone],
        [t('endpoint'), endpoint ?? (seesAll && t('noEndpoint'))],
        [
          t('keys'),
          jwks === undefined
            ? seesAll && t('noKeys')
            : jwks.keys.map((key) => t('keyOf', kindOf(key, t('noKid')))).join(t('comma')),
        ],
        [t('pushAlgorithm'), pushAlgorithm],
        [t('registeredAt'), registeredAt && moment(registeredAt, language)],
      ]}
    />
  );
}

function kindOf(key: Readonly<Record<string, string | string[]>>, noKid: string) {
  const { kid = noKid, kty = '', crv = '' } = key;
  return { kid: String(kid), kind: [kty, crv].filter((part) => part !== '').join(' ') };
}

/** Says which of the keys that were sent the API did not take, and why. */
export function IgnoredKeys({ keys }: { readonly keys: Schemas['Bank']['ignoredKeys'] }) {
  const t = useText(texts);
  if (keys === undefined) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('ignoredKeys')}
      description={keys.map(({ key, rule }) => t('ignoredKey', { n: key + 1, rule })).join(' · ')}
    />
  );
}
