import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const tests = (process.env['CORDON_MUTATION_TESTS'] ?? 'test/unit/*.test.ts').split(' ');

/** What takes long comes last: most changes are noticed before. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (/\/(http|relay)-|\/access\//.test(moduleId) ? 1 : 0);
    return files.toSorted((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/** The tests that a mutation run runs, hundreds of times, as `mutation.ts` names them. None starts an engine, a server or a process. */
export default defineConfig({
  test: {
    include: tests,
    // They draw at random: a change that they notice today may survive tomorrow. They also take longest.
    exclude: [
      'test/unit/*-{document,interleaving,properties}.test.ts',
      'test/unit/{documents,http-held-outflows}.test.ts',
      // both a property and all of Cordon: its API, its relay
      'test/unit/standards-{headline,proposals}.test.ts',
    ],
    // One worker loads the code once for all files: three times as fast.
    isolate: false,
    sequence: { sequencer: QuickFirst },
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
