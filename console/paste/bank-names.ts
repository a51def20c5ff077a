/** A bank as far as its name counts. */
export interface NamedBank {
  readonly bankId: string;
  readonly name: string;
}

export interface FoundBank {
  readonly bankId: string;
  /** It was found by a short form that could mean another bank: an officer looks twice. */
  readonly guessed: boolean;
}

/** What a bank's name says beside its own part. */
const COMMON = /股份有限公司|有限责任公司|有限公司|农村商业银行|农商银行|农商行|商业银行|银行|支付|科技|网络|信用社|联社/gu;
const REGION = /^(?:中国|北京|上海)/u;

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase();
/** The part of a name that tells a bank from others: 京华 of 京华银行. */
const coreOf = (name: string): string => plain(name).replace(REGION, '').replaceAll(COMMON, '');

/**
 * The bank that people mean by a name: the whole name, with a branch or without, its own part, or a short form as 京行. No list of card
 * prefixes is here: the API has none.
 *
 * @returns undefined if no bank or more than one can be meant
 */
export function bankNamed(words: string, banks: readonly NamedBank[]): FoundBank | undefined {
  const said = plain(words);
  if (said === '') return undefined;
  const sure = banks.find(({ bankId, name }) => plain(name) === said || bankId === said) ?? longestWithin(said, banks);
  if (sure !== undefined) return { bankId: sure.bankId, guessed: false };
  return byCore(said, banks) ?? byShortForm(said, banks);
}

/** The bank whose whole name stands within the words, as in 京华银行海淀支行; of several the longest. */
function longestWithin(said: string, banks: readonly NamedBank[]): NamedBank | undefined {
  const within = banks.filter(({ name }) => said.includes(plain(name)));
  return within.toSorted((one, other) => other.name.length - one.name.length)[0];
}

function byCore(said: string, banks: readonly NamedBank[]): FoundBank | undefined {
  const core = said
    .replace(REGION, '')
    .replaceAll(COMMON, '')
    .replace(/(?:.{0,8}[支分]行|行|营业部)$/u, '');
  const meant = banks.filter(({ name }) => {
    const own = coreOf(name);
    return own.length >= 2 && (said.replace(REGION, '').startsWith(own) || (core.length >= 2 && own.startsWith(core)));
  });
  return only(meant, false);
}

/** 京行, 工行: one or two characters of the name, in their order, and 行. */
function byShortForm(said: string, banks: readonly NamedBank[]): FoundBank | undefined {
  const [, short] = /^(\p{Script=Han}{1,2})(?:银)?行$/u.exec(said) ?? [];
  if (short === undefined) return undefined;
  const inOrder = new RegExp([...short].join('.*'), 'u');
  const starting = banks.filter(({ name }) => coreOf(name).startsWith(short));
  return (
    only(starting, true) ??
    only(
      banks.filter(({ name }) => inOrder.test(coreOf(name))),
      true,
    )
  );
}

function only(meant: readonly NamedBank[], guessed: boolean): FoundBank | undefined {
  const [bank, another] = meant;
  return bank === undefined || another !== undefined ? undefined : { bankId: bank.bankId, guessed };
}

/** Where the whole name of a bank stands in a text, the longest name first. */
export function bankWithin(
  text: string,
  banks: readonly NamedBank[],
): { readonly from: number; readonly to: number } | undefined {
  for (const { name } of banks.toSorted((one, other) => other.name.length - one.name.length)) {
    const from = text.indexOf(name.normalize('NFKC'));
    if (from >= 0) return { from, to: from + name.length };
  }
  return undefined;
}
