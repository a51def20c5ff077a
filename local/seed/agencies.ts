import * as z from 'zod';

/** The claims of an access token about its holder, a system or a person. */
const Membership = z.strictObject({
  agency: z.string().regex(/^[a-z0-9][a-z0-9-]{1,47}$/),
  agencyKind: z.enum(['police', 'bank', 'procuratorate', 'court', 'regulator', 'town', 'operator', 'provider', 'partner']),
  /** Absent for an agency that serves the whole city. */
  district: z.string().optional(),
  roles: z.array(z.string()).min(1),
  name: z.string(),
  /** Only a person decides on approvals. */
  subjectKind: z.enum(['person', 'system']).default('system'),
});

/** An agency's system, which takes tokens by client credentials. The secret is for this machine only. */
export const SeedClient = Membership.extend({ clientId: z.string(), clientSecret: z.string() });
export type SeedClient = z.infer<typeof SeedClient>;

/** A person who signs in with a browser. The password is for this machine only. */
export const SeedPerson = Membership.extend({ username: z.string(), password: z.string() });
export type SeedPerson = z.infer<typeof SeedPerson>;

export interface SeedBank {
  readonly bankId: string;
  readonly name: string;
  readonly dutyPhone: string;
}

type Member = z.input<typeof Membership>;

/** Beijing's districts; Haidian first, because the walk-through of the API begins at its desk. */
const districts: readonly (readonly [id: string, chinese: string])[] = [
  ['haidian', '海淀'],
  ['dongcheng', '东城'],
  ['xicheng', '西城'],
  ['chaoyang', '朝阳'],
  ['fengtai', '丰台'],
  ['shijingshan', '石景山'],
  ['mentougou', '门头沟'],
  ['fangshan', '房山'],
  ['tongzhou', '通州'],
  ['shunyi', '顺义'],
  ['changping', '昌平'],
  ['daxing', '大兴'],
  ['huairou', '怀柔'],
  ['pinggu', '平谷'],
  ['miyun', '密云'],
  ['yanqing', '延庆'],
];

const policeRoles = ['officer', 'duty-officer', 'supervisor', 'approver'];

/** Invented banks; `payway` is a payment institution. */
export const seedBanks: readonly SeedBank[] = [
  { bankId: 'jinghua', name: '京华银行', dutyPhone: '010-66000001' },
  { bankId: 'yanjing', name: '燕京银行', dutyPhone: '010-66000002' },
  { bankId: 'chengde', name: '承德银行', dutyPhone: '010-66000003' },
  { bankId: 'haihe', name: '海河银行', dutyPhone: '010-66000004' },
  { bankId: 'taihang', name: '太行银行', dutyPhone: '010-66000005' },
  { bankId: 'mutianyu', name: '慕田峪银行', dutyPhone: '010-66000006' },
  { bankId: 'yongding', name: '永定银行', dutyPhone: '010-66000007' },
  { bankId: 'chaobai', name: '潮白银行', dutyPhone: '010-66000008' },
  { bankId: 'payway', name: '汇路支付', dutyPhone: '010-66000009' },
  { bankId: 'xishan', name: '西山银行', dutyPhone: '010-66000010' },
  { bankId: 'wenyu', name: '温榆银行', dutyPhone: '010-66000011' },
  { bankId: 'lugou', name: '卢沟银行', dutyPhone: '010-66000012' },
  { bankId: 'jundu', name: '军都农商银行', dutyPhone: '010-66000013' },
  { bankId: 'lianhua', name: '莲花银行', dutyPhone: '010-66000014' },
  { bankId: 'guanting', name: '官厅银行', dutyPhone: '010-66000015' },
  { bankId: 'tanzhe', name: '潭柘银行', dutyPhone: '010-66000016' },
];

/** Towns and townships that a regional measure can be on, so that they can answer it: some of each district that has any. */
const towns: readonly (readonly [district: string, id: string, chinese: string])[] = [
  ['haidian', 'wenquan', '海淀区温泉镇'],
  ['haidian', 'sujiatuo', '海淀区苏家坨镇'],
  ['chaoyang', 'jinzhan', '朝阳区金盏乡'],
  ['chaoyang', 'cuigezhuang', '朝阳区崔各庄乡'],
  ['fengtai', 'wangzuo', '丰台区王佐镇'],
  ['mentougou', 'yongding', '门头沟区永定镇'],
  ['fangshan', 'doudian', '房山区窦店镇'],
  ['fangshan', 'liulihe', '房山区琉璃河镇'],
  ['tongzhou', 'majuqiao', '通州区马驹桥镇'],
  ['tongzhou', 'songzhuang', '通州区宋庄镇'],
  ['shunyi', 'gaoliying', '顺义区高丽营镇'],
  ['changping', 'shahe', '昌平区沙河镇'],
  ['changping', 'nankou', '昌平区南口镇'],
  ['daxing', 'huangcun', '大兴区黄村镇'],
  ['daxing', 'xihongmen', '大兴区西红门镇'],
  ['huairou', 'huaibei', '怀柔区怀北镇'],
  ['pinggu', 'jinhaihu', '平谷区金海湖镇'],
  ['miyun', 'xiwengzhuang', '密云区溪翁庄镇'],
  ['yanqing', 'kangzhuang', '延庆区康庄镇'],
];

const agencies: readonly Member[] = [
  ...districts.map(([district, chinese]) => police(district, `北京市公安局${chinese}分局`)),
  { agency: 'police-city', agencyKind: 'police', roles: [...policeRoles, 'administrator'], name: '北京市反诈中心' },
  { agency: 'criminal-police-city', agencyKind: 'police', roles: policeRoles, name: '北京市公安局刑侦总队' },
  { agency: 'cyber-police-city', agencyKind: 'police', roles: policeRoles, name: '北京市公安局网安总队' },
  ...seedBanks.map(({ bankId, name }): Member => ({ agency: bankId, agencyKind: 'bank', roles: ['bank-system'], name })),
  { agency: 'procuratorate-city', agencyKind: 'procuratorate', roles: ['prosecutor'], name: '北京市人民检察院' },
  ...districts.map(
    ([district, chinese]): Member => ({
      agency: `procuratorate-${district}`,
      agencyKind: 'procuratorate',
      district,
      roles: ['prosecutor'],
      name: `${chinese}区人民检察院`,
    }),
  ),
  { agency: 'regulator', agencyKind: 'regulator', roles: ['regulator-reader'], name: '北京金融监管局' },
  { agency: 'operator-huabei', agencyKind: 'operator', roles: ['operator-system'], name: '华北移动' },
  { agency: 'operator-yanzhao', agencyKind: 'operator', roles: ['operator-system'], name: '燕赵联通' },
  { agency: 'provider-sms', agencyKind: 'provider', roles: ['provider-system'], name: '速达短信' },
  { agency: 'provider-calls', agencyKind: 'provider', roles: ['provider-system'], name: '听云智能外呼' },
  { agency: 'police-hebei', agencyKind: 'partner', roles: ['partner-officer'], name: '河北省反诈中心' },
  { agency: 'police-tianjin', agencyKind: 'partner', roles: ['partner-officer'], name: '天津市反诈中心' },
  { agency: 'court-city', agencyKind: 'court', roles: ['judge'], name: '北京市高级人民法院' },
  ...districts.map(
    ([district, chinese]): Member => ({
      agency: `court-${district}`,
      agencyKind: 'court',
      district,
      roles: ['judge'],
      name: `北京市${chinese}区人民法院`,
    }),
  ),
  ...towns.map(
    ([district, id, chinese]): Member => ({
      agency: `town-${district}-${id}`,
      agencyKind: 'town',
      district,
      roles: ['town-officer'],
      name: `北京市${chinese}人民政府`,
    }),
  ),
];

function police(district: string, name: string): Member {
  return { agency: `police-${district}`, agencyKind: 'police', district, roles: policeRoles, name };
}

/** One system client an agency, known by the agency's id. */
const systems = agencies.map((agency) => client(agency, agency.agency));

/**
 * The head of each police agency, who grants the requests of the agency's officers: an officer who asks does not grant. A person in life;
 * on this machine also a client whose token says that it is a person's, so that client credentials can play all of it.
 */
const heads = agencies
  .filter(({ agencyKind }) => agencyKind === 'police')
  .map(({ name, ...agency }) =>
    client(
      { ...agency, name: `${name}负责人`, roles: ['supervisor', 'approver'], subjectKind: 'person' },
      `${agency.agency}-head`,
    ),
  );

export const seedClients: readonly SeedClient[] = [...systems, ...heads];

function client(member: Member, clientId: string): SeedClient {
  return SeedClient.parse({ ...member, clientId, clientSecret: `${clientId}-local-secret` });
}

/** People of several desks, to sign in to the console with. */
export const seedPeople: readonly SeedPerson[] = [
  person('gao', '高建国', 'police-haidian', ['officer', 'duty-officer']),
  person('lin', '林小燕', 'police-haidian', ['officer']),
  person('tang', '唐志远', 'police-haidian', ['supervisor', 'approver']),
  person('shen', '沈国强', 'police-chaoyang', ['officer', 'duty-officer']),
  person('shao', '邵建平', 'police-chaoyang', ['supervisor', 'approver']),
  person('bai', '白雪梅', 'police-changping', ['officer']),
  person('wen', '温国梁', 'police-changping', ['supervisor', 'approver']),
  person('he', '贺立新', 'police-city', ['supervisor', 'approver']),
  person('qin', '秦岭', 'police-city', ['officer', 'supervisor']),
  person('meng', '孟凡', 'police-city', ['administrator']),
  person('xu', '许静', 'procuratorate-haidian', ['prosecutor']),
  person('jia', '贾思远', 'procuratorate-chaoyang', ['prosecutor']),
  person('kong', '孔令仪', 'procuratorate-city', ['prosecutor']),
  person('yuan', '袁明', 'court-haidian', ['judge']),
  person('pan', '潘文', 'jinghua', ['bank-liaison']),
  person('fang', '方敏', 'regulator', ['regulator-reader']),
  person('ding', '丁海', 'operator-huabei', ['operator-system']),
  person('ren', '任杰', 'provider-calls', ['provider-system']),
  person('jing', '荆晓', 'police-hebei', ['partner-officer']),
  person('qiao', '乔春生', 'town-haidian-wenquan', ['town-officer']),
];

function person(username: string, name: string, agency: string, roles: string[]): SeedPerson {
  const member = agencies.find((candidate) => candidate.agency === agency);
  return SeedPerson.parse({ ...member, name, roles, subjectKind: 'person', username, password: `${username}-local` });
}
