import { afterEach, expect, test, vi } from 'vitest';
import { createLog } from '../../functions/platform/log.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test('a line of the log is one line of JSON, with its level, its moment and its trace, and errors go to the other stream', () => {
  const [out, err]: [string[], string[]] = [[], []];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
  vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-67890abc-def;Parent=53995c3f42cd8ad8;Sampled=1');
  const log = createLog();
  log.info('done', { count: 2 });
  log.warn('odd', { stream: 'order#ord_1' });
  vi.stubEnv('_X_AMZN_TRACE_ID', undefined);
  log.error('broken\nin two');
  vi.restoreAllMocks();
  expect([...out, ...err].every((line) => line.endsWith('}\n') && line.indexOf('\n') === line.length - 1)).toBe(true);
  const base = { service: 'cordon', timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) };
  expect(out.map((line) => JSON.parse(line))).toEqual([
    { ...base, level: 'INFO', message: 'done', count: 2, xray_trace_id: '1-67890abc-def' },
  ]);
  expect(err.map((line) => JSON.parse(line))).toEqual([
    { ...base, level: 'WARN', message: 'odd', stream: 'order#ord_1', xray_trace_id: '1-67890abc-def' },
    { ...base, level: 'ERROR', message: 'broken\nin two' },
  ]);
});
