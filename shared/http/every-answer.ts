/** The headers of every answer, of the API and of the console: over TLS alone, as the type that it says, and no other site learns of it. */
export const ofEveryAnswer = {
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;
