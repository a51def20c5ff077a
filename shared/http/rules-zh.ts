import { refusals } from '../kernel/refusals.ts';

/** The rules that inputs break, in Chinese, by their English text. A rule without a line here stays in English. */
const rules: Readonly<Record<string, string>> = {
  'is required': '必填',
  'is kept in the record alone: there is no room for more of what cannot be read':
    '仅存于经办记录：无法识别的内容过多，此处不再列出',
  'is not known': '未知字段',
  'is not JSON': '不是有效的 JSON',
  'has a field that is not known': '含有未知字段',
  'has a form that is not allowed': '格式不符合要求',
  'has a name that is not allowed': '名称不符合要求',
  'has an entry that is not allowed': '含有不允许的条目',
  'has none of the shapes allowed': '不符合任何一种允许的结构',
  'must not stand beside `month`': '不得与 month 同时使用',
  'must not stand beside `shared`': '不得与 shared 同时使用',
  'is only for what is closed': '仅用于查询已办结事项',
  'is only for what is open': '仅用于查询未办结事项',
  'is only for police': '仅供公安机关使用',
  'must be ids with commas between them': '必须是以逗号分隔的编号',
  'is required with codes 0000 and 1200': '应答码为 0000 或 1200 时必填',
  'must be a whole number': '必须是整数',
  'must be a number': '必须是数字',
  'must be text': '必须是文本',
  'must be true or false': '必须是 true 或 false',
  'must be a list': '必须是列表',
  'must be an object': '必须是对象',
  'must be a valid url': '必须是有效的网址',
  'must be a phone number': '必须是电话号码',
  'must be a SHA-256 in hex': '必须是十六进制的 SHA-256 值',
  'must be a date as YYYY-MM-DD': '必须是 YYYY-MM-DD 格式的日期',
  'must be a month as YYYY-MM': '必须是 YYYY-MM 格式的月份',
  'must be a time of day as HH:MM': '必须是 HH:MM 格式的时刻',
  'must be an ISO 8601 date and time with an offset': '必须是带时区偏移的 ISO 8601 日期和时间',
  'must lie in the years 2000 to 2099': '年份必须在 2000 至 2099 年之间',
  'must lie in the years 0000 to 9999': '年份必须在 0000 至 9999 年之间',
  'must be a whole number from 1 to 100': '必须是 1 至 100 的整数',
  'must be a whole number from 1 to 999': '必须是 1 至 999 的整数',
  'must be lower-case letters, digits and hyphens': '只能使用小写字母、数字和连字符',
  'must be lower-case letters and hyphens': '只能使用小写字母和连字符',
  'must be 4 to 20 letters and digits': '必须是 4 至 20 位字母和数字',
  'must be 5 to 20 letters and digits': '必须是 5 至 20 位字母和数字',
  'must be 6 to 40 letters, digits or hyphens': '必须是 6 至 40 位字母、数字或连字符',
  'must be 1 to 64 letters, digits, dots, colons, hyphens or underscores':
    '必须是 1 至 64 位字母、数字、点、冒号、连字符或下划线',
  'must be 1 to 64 printable ASCII characters without spaces': '必须是 1 至 64 个不含空格的可打印 ASCII 字符',
  'must be 1 to 255 printable ASCII characters without spaces': '必须是 1 至 255 个不含空格的可打印 ASCII 字符',
  'must be *, or versions in quotes as an ETag gave them': '必须是 *，或 ETag 给出的带引号的版本',
  'must be a district, city, or national: and the name of the reading': '必须是区名、city，或 national: 加解释名称',
  'must be base64url without padding, at most 1400 characters': '必须是不带填充的 base64url，至多 1400 个字符',
  'must be later than effectiveAt': '必须晚于 effectiveAt',
  'must be 0 or absent with a code that says nothing was stopped': '应答码表示未止付时，必须为 0 或不填',
  'must not be more than balanceBeforeFen': '不得大于 balanceBeforeFen',
  'must not be after `to`': '不得晚于 to',
  'must not stand beside `asOf`, whose older name it is': '不得与 asOf 同时使用（它是 asOf 的旧名称）',
  'must have either entryIds or subject': 'entryIds 与 subject 必须且只能提供其一',
  'must be inbox, orders, alert:<alertId> or case:<caseId>': '必须是 inbox、orders、alert:<alertId> 或 case:<caseId>',
  'must not name __proto__': '不得使用 __proto__ 这一名称',
  'must not have a field named __proto__ anywhere': '任何位置都不得含有名为 __proto__ 的字段',
  'must not contain control characters': '不得含有控制字符',
  'must not contain control or invisible characters': '不得含有控制字符或不可见字符',
  'must not contain control or invisible characters other than line breaks and tabs':
    '除换行和制表符外，不得含有控制字符或不可见字符',
  'must hold something to read': '必须含有可读内容',
  'must hold a letter or a digit': '必须含有字母或数字',
  'must add or remove something': '必须增加或移除至少一项',
  'must name a measure': '必须写明一项计量标准',
  'must not name an order twice': '不得重复列出同一指令',
  'must not stand beside `departureReason`, whose older name it is':
    '不得与 departureReason 同时使用（它是 departureReason 的旧名称）',
  'must be a media type without parameters, such as application/pdf': '必须是不带参数的媒体类型，例如 application/pdf',
  'must name what is to be corrected': '必须写明要更正的内容',
  'must name the case that is major or difficult': '必须写明所涉重大疑难案件',
  'must name each district once': '每个区只能列一次',
  'must not name undecided: it is always there': '不得列出 undecided：该选项始终存在',
  'must be an option of the question (yes or no where it has none), or undecided':
    '必须是该问题的选项（无选项时为 yes 或 no），或 undecided',
  'must have at least one of amount, knowledge and consequences': '数额、明知、后果三者至少填写一项',
  'must name at least one outflow': '至少列出一笔资金流出',
  'must be an account, not a placeholder': '必须是真实账号，不得使用占位符',
  'is required for the money to be followed': '追踪资金去向时必填',
  'must be CNY for the money to be followed': '追踪资金去向时币种必须是 CNY',
  'must not be less than stoppedFen': '不得小于 stoppedFen',
  'must be three capital letters (ISO 4217)': '必须是三个大写字母（ISO 4217）',
  'must be the code of a currency (ISO 4217)': '必须是 ISO 4217 货币代码',
  'must be absent, or as it is': '不得填写，或须与现状一致',
  'must be absent with this currency': '使用该币种时不得填写',
  'must be absent if the target is a transaction': '针对单笔交易止付时不得填写',
  'must be absent if the scope is not sum': '止付范围不是 sum 时不得填写',
  'must be account if the transfer is not in CNY': '转账币种不是人民币时，止付范围必须是 account',
  'must not be more than the transfer': '不得大于转账金额',
  'must be a number, not a placeholder for one': '必须是真实编号，不得使用占位符',
  'must have exactly one of bankSerial, orderNumber and posSerial': 'bankSerial、orderNumber、posSerial 必须且只能填写一项',
  'must be a registered bank': '必须是已登记的银行',
  'must not lie in the future': '不得晚于当前时间',
  'must have the name and kind that the account has at its first place': '户名和账户类型必须与该账户首次出现时一致',
  'must be given, or asked, and not both': '二者择一：要么直接给出，要么申请，不得同时使用',
  'must begin with https://': '必须以 https:// 开头',
  'must not hold a user name or password': '不得含有用户名或密码',
  'must not have a fragment (#)': '不得含有片段标识（#）',
  'must lead to a host of the public internet': '必须指向公网主机',
  'must use port 443 or 8443': '必须使用 443 或 8443 端口',
  'must be a valid key of its kind': '必须是该类型的有效公钥',
  'must have at least 2048 bits': '长度至少为 2048 位',
  'must have at most 8192 bits': '长度至多为 8192 位',
  'must have a kid of its own': '每个公钥的 kid 不得重复',
  'must have a kid, since there is more than one key': '公钥多于一个时必须填写 kid',
  'must have a kid of 1 to 64 printable ASCII characters, if any': 'kid 如填写，必须是 1 至 64 个可打印 ASCII 字符',
  'must be one of at most 8 keys that can be used': '可用公钥至多 8 个',
  'must be a public signing key (RSA, P-256 or Ed25519) with the members of its kind, and use (sig) and key_ops (verify) if it has them':
    '必须是签名公钥（RSA、P-256 或 Ed25519），含该类型应有的成员；如有 use 和 key_ops，须为 sig 和 verify',
  'must be a public key: it has a member that belongs to a private or a shared one, and must be taken for known to others':
    '必须是公钥：其中含有私钥或共享密钥的成员，该密钥应视为已泄露',
};

const howMuch: Readonly<Record<string, string>> = {
  'at least': '至少',
  'at most': '至多',
  exactly: '恰好',
  'more than': '大于',
  'less than': '小于',
};
const things: Readonly<Record<string, string>> = {
  entry: '条目',
  exhibit: '证据',
  option: '选项',
  opinion: '意见',
  alert: '警情',
  agency: '单位',
  part: '内容',
  ground: '理由',
  consultation: '会商',
  case: '案件',
};

/** Rules that hold a figure or a name of the API's own. */
const forms: readonly (readonly [RegExp, (...parts: readonly string[]) => string | undefined])[] = [
  [/^must be one of (.+)$/, (values) => `必须是以下之一：${values}`],
  [
    /^must have (at least|at most|exactly|more than|less than) (\d+) characters?$/,
    (how = '', n) => `必须${howMuch[how]} ${n} 个字符`,
  ],
  [
    /^must have (at least|at most|exactly|more than|less than) (\d+) (?:entry|entries)$/,
    (how = '', n) => `必须${howMuch[how]} ${n} 项`,
  ],
  [/^must be (at least|at most|exactly|more than|less than) (-?[\d.e+]+)$/, (how = '', n) => `必须${howMuch[how]} ${n}`],
  [/^must be an id that starts with (\w+_(?: or \w+_)*)$/, (prefix) => `必须是以 ${prefix?.replace(' or ', ' 或 ')} 开头的编号`],
  [/^must be an id \((.+)\), (bank:.+)$/, (ids, others) => `必须是编号（${ids}），或 ${others?.replace(' or ', ' 或 ')}`],
  [/^must be a multiple of (\S+)$/, (n) => `必须是 ${n} 的倍数`],
  [/^must be a valid (\w+)$/, (format) => `必须是有效的 ${format}`],
  [/^is not known; known are (.+)$/, (names) => `未知字段；可用：${names}`],
  [/^has a field that is not known; known are (.+)$/, (names) => `含有未知字段；可用：${names}`],
  [/^has (\d+) fields that are not known; known are (.+)$/, (n, names) => `含有 ${n} 个未知字段；可用：${names}`],
  [/^has (\d+) fields that are not known$/, (n) => `含有 ${n} 个未知字段`],
  [/^must have at most (\d+) characters, percent-encoded$/, (n) => `按百分号编码后至多 ${n} 个字符`],
  [
    /^must not name an? (\w+) twice$/,
    (thing = '') => (things[thing] === undefined ? undefined : `不得重复列出同一${things[thing]}`),
  ],
  [/^must be for one of (.+): an RSA/, (algorithms) => `必须用于下列算法之一：${algorithms}；其他算法的签名不被接受`],
];

const titles: ReadonlyMap<string, string> = new Map(Object.values(refusals).map(({ en, zh }) => [en, zh]));

/** A rule in Chinese; in English if it has no Chinese words yet. */
export function ruleInChinese(rule: string): string {
  const known = rules[rule] ?? titles.get(rule);
  if (known !== undefined) return known;
  for (const [form, told] of forms) {
    const [, ...parts] = form.exec(rule) ?? [];
    const words = parts.length === 0 ? undefined : told(...parts);
    if (words !== undefined) return words;
  }
  return rule;
}
