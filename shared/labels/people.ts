import type { Role } from '../access/roles.ts';
import type { FieldSet, Relation } from '../access/rows.ts';
import type { AgencyKind, District } from '../kernel/context.ts';
import { type LabelsOf, label } from './label.ts';

/** Beijing's sixteen districts (区). */
export const district = {
  dongcheng: label('东城区', 'Dongcheng'),
  xicheng: label('西城区', 'Xicheng'),
  chaoyang: label('朝阳区', 'Chaoyang'),
  fengtai: label('丰台区', 'Fengtai'),
  shijingshan: label('石景山区', 'Shijingshan'),
  haidian: label('海淀区', 'Haidian'),
  mentougou: label('门头沟区', 'Mentougou'),
  fangshan: label('房山区', 'Fangshan'),
  tongzhou: label('通州区', 'Tongzhou'),
  shunyi: label('顺义区', 'Shunyi'),
  changping: label('昌平区', 'Changping'),
  daxing: label('大兴区', 'Daxing'),
  huairou: label('怀柔区', 'Huairou'),
  pinggu: label('平谷区', 'Pinggu'),
  miyun: label('密云区', 'Miyun'),
  yanqing: label('延庆区', 'Yanqing'),
} as const satisfies LabelsOf<District>;

/** A district, or all of the city: the place of a standard, the reach of a figure. */
export const place = {
  ...district,
  city: label('全市', 'The whole city'),
  all: label('全市', 'The whole city'),
} as const satisfies LabelsOf<District | 'city' | 'all'>;

export const agencyKind = {
  police: label('公安机关', 'Police'),
  bank: label('银行和支付机构', 'Bank or payment institution'),
  procuratorate: label('检察院', 'Procuratorate'),
  court: label('法院', 'Court'),
  regulator: label('监管部门', 'Regulator'),
  town: label('街道（乡镇）', 'Town or subdistrict'),
  operator: label('电信运营商', 'Telecom operator'),
  provider: label('短信和智能外呼服务商', 'Provider of SMS or AI calls'),
  partner: label('协作单位', 'Partner: police of another province, or another service'),
  system: label('系统', 'Cordon itself'),
} as const satisfies LabelsOf<AgencyKind>;

export const role = {
  officer: label('民警', 'Officer'),
  'duty-officer': label('值班民警', 'Duty officer'),
  supervisor: label('督办负责人', 'Supervisor'),
  approver: label('审批负责人', 'Approver'),
  administrator: label('管理员', 'Administrator'),
  'bank-system': label('银行系统', 'System of a bank'),
  'bank-liaison': label('银行联络员', 'Liaison of a bank'),
  prosecutor: label('检察官', 'Prosecutor'),
  judge: label('法官', 'Judge'),
  'regulator-reader': label('监管查阅人员', 'Reader at the regulator'),
  'town-officer': label('街道（乡镇）工作人员', 'Town officer'),
  'operator-system': label('电信运营商系统', 'System of a telecom operator'),
  'provider-system': label('服务商系统', 'System of a provider'),
  'partner-officer': label('协作单位工作人员', 'Officer of a partner'),
} as const satisfies LabelsOf<Role>;

/** How the caller's agency stands to the thing, where a row of the access policy lets it act. */
export const relation = {
  any: label('不限', 'Any'),
  city: label('市级单位，可办理全市事项', 'An agency of the whole city'),
  'own-district': label('本区的事项', "The thing is of the agency's district"),
  'reading-district': label(
    '曾由本区或现由本区管辖、本区可查阅的事项',
    'The police of the district may read it beside those who work on it',
  ),
  'own-agency': label('本单位发起或负责的事项', 'The agency raised it, or answers for it'),
  'addressed-bank': label('发给本行的指令', 'The order is to this bank'),
  self: label('本单位自身', 'The thing is the agency itself'),
  granted: label(
    '共享给本单位或本人且在有效期内的事项',
    'It is shared with the agency, person or role, and the share is in force',
  ),
  desk: label('在本人工作台上的事项', 'It lies on a desk that the caller sits at'),
  'aimed-at': label('针对本单位的整治措施', 'The measure is on the agency'),
  party: label('本单位参与的事项', 'The agency takes part in it'),
  invited: label('邀请本单位参与、尚未接受的事项', 'The agency was asked to take part, and has not accepted'),
  deputy: label('委托本单位代为办理的事项', 'The agency that answers for it has named this one to act in its place'),
  supervises: label('提请本级检察院监督的事项', 'The procuratorate was asked to look at it'),
} as const satisfies LabelsOf<Relation>;

/** Which members are shown. */
export const fieldSet = {
  full: label('全部内容', 'Everything'),
  bank: label('银行执行所需的内容', 'What a bank needs to execute'),
  contact: label('名称和值班电话', 'Name and duty phone'),
  name: label('名称', 'The name'),
  figures: label('数量和金额', 'Counts and sums'),
  'own-figures': label('本单位的数量和金额及全市合计', 'Own counts and sums, and those of the city in all'),
  granted: label('共享的部分', 'The parts shared'),
  invitation: label('邀请内容', 'What it is asked to take part in'),
  person: label('异议人有权了解的内容', 'What the person who objects is entitled to'),
  lead: label('办理线索所需的内容', 'What is needed to work on a lead'),
} as const satisfies LabelsOf<FieldSet>;
