/** Examples for the API's document. Every person and number in them is made up. */
export const announceExample = {
  name: '转账记录截图.png',
  sizeBytes: 184_320,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  type: 'image/png',
};

export const openExample = { as: 'preview', consultationId: 'cst_01KANXE8G00000000000000000' };

export const withdrawExample = { reason: 'Scanned the wrong page' };

export const askExample = {
  parts: ['evidence'],
  reason: 'The opinion on the nature of the act needs the statements',
  consultationId: 'cst_01KANXE8G00000000000000000',
};

export const grantExample = { until: '2026-12-31T18:00:00+08:00', roles: ['prosecutor'] };

export const declineExample = {
  reason: 'The statements are still being checked; they will be shared with the request for arrest',
};
