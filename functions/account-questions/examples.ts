import { extendExample as signed } from '../freezes/examples.ts';

export const statementExample = { from: '2026-11-15T00:00:00+08:00', to: '2026-11-22T09:30:00+08:00', ...signed };

export const followExample = { lines: ['TX202611220929400007', { page: 2, line: 17 }], ...signed };

export const holderExample = signed;

export const watchExample = { days: 7, ...signed };
