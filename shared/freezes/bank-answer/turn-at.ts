/** The message group of an alarm's orders to a bank: neither a slow bank nor an alarm with many orders delays others. */
export function turnAt(bankId: string, alertId: string): string {
  return `${bankId}.${alertId}`;
}
