import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AccountToStop } from '../../shared/freezes/model.ts';
import { AlertId } from '../../shared/kernel/ids.ts';
import { IdNumber, Officer, Phone, paperNumber, prose, Sha256, text, writtenNumber } from '../../shared/kernel/people.ts';
import { inOneLine, inPlainForm, inSeveralLines } from '../../shared/kernel/tidy.ts';
import { account } from '../support/samples.ts';

describe('text of several lines', () => {
  test.each([
    ['line ends of Windows', '一\r\n二', '一\n二'],
    ['line ends of old Macs', '一\r二', '一\n二'],
    ['a line separator of Unicode', '一\u{2028}二\u{2029}三\u{85}四', '一\n二\n三\n四'],
    ['the soft line end of a word processor', '一\v二', '一\n二'],
    ['a tab', '金额\t三万', '金额\t三万'],
    ['a byte order mark', '\u{feff}一致认为', '一致认为'],
    ['zero-width signs inside', '安\u{200b}全\u{2060}账\u{feff}户\u{ad}', '安全账户'],
    ['white space around', ' \n\u{3000}一\n ', '一'],
    ['letters put together of two signs', 'Mu\u{308}ller', 'M\u{fc}ller'],
  ])('takes %s', (_what, sent, kept) => {
    expect(prose(100).parse(sent)).toBe(kept);
  });

  test('is measured after tidying', () => {
    expect(prose(3).parse(' a\r\nb\u{200b} ')).toBe('a\nb');
    expect(prose(3).safeParse('a\r\nbc').success).toBe(false);
    expect(prose(3).safeParse('\u{200b}\u{feff} ').success).toBe(false);
  });
});

describe('text on one line', () => {
  test.each([
    ['a line break', '王\r\n小明', '王 小明'],
    ['an ideographic space', '张\u{3000}三', '张 三'],
    ['a hard space and a tab', 'Wang\u{a0}\t Li', 'Wang Li'],
    ['a zero-width space', '王\u{200b}小明', '王小明'],
  ])('has %s put right', (_what, sent, kept) => {
    expect(text(20).parse(sent)).toBe(kept);
  });
});

describe('a number as people paste it', () => {
  test.each([
    ['138 0000 0000', '138 0000 0000'],
    ['+86-138-0000-0000', '+86-138-0000-0000'],
    ['１３８００００００００', '13800000000'],
    ['（010）8888 6666', '010 8888 6666'],
    ['(010)88886666', '010 88886666'],
    ['+86 (10) 8888-6666', '+86 10 8888-6666'],
    ['010–8888－6666', '010-8888-6666'],
    ['138.0000.0000', '138-0000-0000'],
    ['010-88886666 转 123', '010-88886666x123'],
    ['010-88886666 ext. 123', '010-88886666x123'],
    ['\u{202d}13800000000\u{202c}', '13800000000'],
    [' 13800000000\r\n', '13800000000'],
  ])('a phone: %j', (sent, kept) => {
    expect(Phone.parse(sent)).toBe(kept);
  });

  test.each(['12', 'phone', '+-1234567', '138x', ''])('no phone: %j', (sent) => {
    expect(Phone.safeParse(sent).success).toBe(false);
  });

  test('an account, a card, a police number, an identity document, a hash', () => {
    const { accountNumber, transfer } = AccountToStop.parse({
      ...account(),
      accountNumber: '６２２２ 0000\u{3000}1111–2222\n',
      transfer: { ...account().transfer, serial: ' TX－1：2 ' },
    });
    expect([accountNumber, transfer.serial]).toEqual(['622200001111-2222', 'TX-1:2']);
    expect(Officer.parse({ name: '高', badge: '０１２３ 45', phone: '13800000000' }).badge).toBe('012345');
    expect(IdNumber.parse('11010819900101 100x')).toBe('11010819900101100X');
    expect(Sha256.parse(` ${'AB'.repeat(32)} `)).toBe('ab'.repeat(32));
  });

  test('a paper keeps its brackets', () => {
    expect(paperNumber(40).parse('京公（海）立字〔２０２６〕１１－２号')).toBe('京公（海）立字〔2026〕11-2号');
    expect(writtenNumber(40).parse('附\u{3000}１')).toBe('附 1');
  });

  test('an id, with white space around or in other letters', () => {
    const id = 'alt_01KAWHC5G00123456789ABCDEF';
    for (const sent of [id, ` ${id}\n`, id.toLowerCase(), id.toUpperCase(), `\u{feff}${id}`])
      expect(AlertId.parse(sent)).toBe(id);
  });
});

describe('what is kept', () => {
  const odd = fc.constantFrom(
    '\r',
    '\n',
    '\t',
    ' ',
    '\u{3000}',
    '\u{200b}',
    '\u{feff}',
    '\u{2028}',
    '\u{202d}',
    '１',
    'Ａ',
    '－',
    '–',
    '（',
  );
  const typed = fc.string({ unit: fc.oneof(odd, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), maxLength: 30 });
  const numbers = fc.string({ unit: fc.oneof(odd, fc.constantFrom(...'0123456789+-.#()x转')), minLength: 6, maxLength: 30 });

  test.each(Object.entries({ inSeveralLines, inOneLine, inPlainForm }))(
    'stays as it is when it is tidied again: %s',
    (_name, tidy) => {
      fc.assert(
        fc.property(typed, (sent) => {
          expect(tidy(tidy(sent))).toBe(tidy(sent));
        }),
      );
    },
  );

  test.each(Object.entries({ text: text(20), prose: prose(20), paperNumber: paperNumber(20), Phone, IdNumber }))(
    'is read again as it is: %s',
    (_name, schema) => {
      fc.assert(
        fc.property(fc.oneof(typed, numbers), (sent) => {
          const kept = schema.safeParse(sent).data;
          expect(schema.safeParse(kept).data).toBe(kept);
        }),
      );
    },
  );

  test('does not depend on the line ends and the unseen signs it came with', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }), (lines) => {
        const kept = (end: string, unseen: string) => prose(100).safeParse(`\u{feff}${lines.join(`${unseen}${end}`)}`).data;
        expect(kept('\r\n', '\u{200b}')).toBe(kept('\n', ''));
        expect(kept('\r', '')).toBe(kept('\n', ''));
      }),
    );
  });
});
