/** The account and region which the local city claims to be. */
export const place = { partition: 'aws', region: 'us-east-1', account: '000000000000', urlSuffix: 'amazonaws.com' } as const;
