/** Examples for the API's document. Every person and number in them is made up. */
const officer = { name: '高建国', badge: '011101', phone: '010-82519110' };

export const orderExample = {
  bankId: 'yanjing',
  account: { holder: '王某', number: '6200000000000000021' },
  person: { name: '王某', phone: '13800000001' },
  kind: 'day-limit',
  limitFen: 100_000,
  ground: 'She is on the phone with people who pose as police, and still believes them',
  consent: { how: 'in-person', at: '2026-11-22T10:30:00+08:00' },
  termHours: 48,
  officer,
};

export const liftExample = {
  cause: 'asked-by-person',
  identity: 'document-seen',
  reason: 'She came to the station with her son and asks for it',
  officer,
};

export const prolongExample = { termHours: 48, consent: { how: 'by-phone', at: '2026-11-24T09:00:00+08:00' }, officer };
