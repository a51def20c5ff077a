/** What people write as a dash: hyphens and dashes of any width, and the minus sign. */
const DASHES = /[\s\p{Pd}\u2212]+/gu;

/**
 * The reference of another system as it is compared: `JJ-1`, `jj-1`, `JJ－1` and `JJ 1` are one. Width and case of letters and invisible
 * marks do not count, and a space or any dash is a hyphen.
 */
export function plainReference(reference: string): string {
  const visible = reference.normalize('NFKC').replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
  return visible.replaceAll(DASHES, '-').replaceAll(/^-|-$/g, '').toUpperCase().toLowerCase();
}

/** The texts that other systems write if they have no number but must send one, without punctuation and in small letters. */
const FILLERS: ReadonlySet<string> = new Set([
  ...['x', 'na', 'nan', 'nil', 'nul', 'null', 'none', 'no', 'undefined', 'unknown', 'unk', 'empty', 'blank', 'void', 'missing'],
  ...['tbd', 'todo', 'test', 'dummy', 'default', 'serial', 'notavailable', 'notapplicable', 'noserial'],
  ...['无', '無', '空', '缺', '暂无', '没有', '不详', '未知', '未填', '缺失', '待补', '待定'],
  ...['无流水', '无流水号', '流水号', '无编号'],
]);

/** One character, three times or more often. */
const ONE_CHARACTER = /^(.)\1{2,}$/u;

/**
 * Whether a number of another system (a reference, a bank's serial) is only a placeholder for one: `-`, `0`, `N/A`, `9999`, `无`. A
 * placeholder identifies nothing: two things with the same placeholder are different things.
 */
export function isPlaceholder(number: string): boolean {
  const said = plainReference(number).replaceAll(/[^\p{L}\p{N}]/gu, '');
  return said === '' || /^0+$/.test(said) || ONE_CHARACTER.test(said) || FILLERS.has(said);
}
