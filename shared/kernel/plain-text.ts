/** A text as it is compared: without differences of width and case, spaces and invisible marks. */
export function plainText(text: string): string {
  const visible = text.normalize('NFKC').replaceAll(/[\s\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
  // up and down again, for letters whose capitals are the same: ß and ss, σ and ς
  return visible.toUpperCase().toLowerCase();
}

/**
 * The digits of a phone number as they are dialled from Beijing to all of China: without the country's code and the trunk zero. Operators write
 * the code of a mobile number without a plus (`8613800000000`): no other number is like that.
 */
export function plainPhone(phone: string): string {
  return plainText(phone)
    .replaceAll('-', '')
    .replace(/^(?:\+|00)86|^86(?=1[3-9][0-9]{9}(?:x|$))/, '')
    .replace(/^0+/, '');
}

/** An account number as it is compared: its letters and digits, without what people put between them. */
export function plainAccount(accountNumber: string): string {
  return accountNumber
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}
