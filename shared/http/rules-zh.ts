import { meaningOf, refusalCodes } from '#refusals';
import { rulesInChinese } from '#rules-zh';

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

let titles: ReadonlyMap<string, string> | undefined;

/** The titles of refusals by their English words: a rule of the domain is told by its title. */
function titleInChinese(title: string): string | undefined {
  titles ??= new Map(refusalCodes.map(meaningOf).map(({ en, zh }) => [en, zh]));
  return titles.get(title);
}

/** A rule in Chinese; in English if it has no Chinese words yet. */
export function ruleInChinese(rule: string): string {
  const known = rulesInChinese()[rule] ?? titleInChinese(rule);
  if (known !== undefined) return known;
  for (const [form, told] of forms) {
    const [, ...parts] = form.exec(rule) ?? [];
    const words = parts.length === 0 ? undefined : told(...parts);
    if (words !== undefined) return words;
  }
  return rule;
}
