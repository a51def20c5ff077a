/** Examples for the API's document. Every person and number in them is made up. */
export const proposalExample = {
  caseId: 'cas_01KANXE8G00000000000000000',
  level: 'city',
  units: { bureau: 'criminal-police-city', district: 'police-haidian', cyber: 'cyber-police-city' },
  grounds: ['social-impact'],
  reason: 'Loss of 1,200,000 yuan; the same script was used on students of four universities',
};

export const approvalExample = { approvalId: 'apr_01KANXE8G00000000000000000' };

export const rejectionExample = { reason: 'The money was stopped in full within the hour' };

export const progressExample = {
  progress: { informationChain: true, moneyChain: false, arrested: 4, returnedFen: 30_000_000 },
  summary: 'The seller of the numbers and three of his buyers are arrested; the money is traced to tier 4',
};

export const extensionRequestExample = { months: 2, reason: 'The expert opinion on the seized phones is outstanding' };

export const extensionDeclinedExample = { reason: 'The opinion is in; what is left can be done by the deadline' };

export const extensionExample = {
  ...extensionRequestExample,
  approvalId: 'apr_01KGYXE8G00000000000000000',
};

export const handOverExample = {
  to: 'economic-police-city',
  reason: 'Our supervision unit is dissolved at the end of the month',
};

export const delistingExample = {
  reason: 'The organizers are abroad; what could be done here is done',
  approvalId: 'apr_01KHYXE8G00000000000000000',
};
