import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const apiTests = (process.env['CORDON_MUTATION_API_TESTS'] ?? '').split(' ').filter((glob) => glob !== '');

/** What takes long comes last: most changes are noticed before. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (/\/(http|relay)-|\/access\//.test(moduleId) ? 1 : 0);
    return files.toSorted((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/**
 * The tests that a mutation run runs, hundreds of times: of the domain, in memory. None starts an engine, a server or a process, none
 * reads another file than code. Those of documents are left out, as they would notice any change of a table without knowing what it does.
 */
export default defineConfig({
  test: {
    include: [
      'test/unit/{agencies,alerts,approvals,bank-tests,banks,cases,consultations,documents,freezes,journal,kernel,listed-cases}*.test.ts',
      'test/unit/{meetings,notifications,policy,procedure-clocks,regional,signature,standards,stop-order,sweep}*.test.ts',
      ...apiTests,
    ],
    // Properties and interleavings draw at random: a change that they notice today may survive tomorrow. They also take longest.
    exclude: ['test/unit/*-{document,interleaving,properties}.test.ts', 'test/unit/{documents,http-held-outflows}.test.ts'],
    // One worker loads the code once for all files: three times as fast.
    isolate: false,
    sequence: { sequencer: QuickFirst },
    expect: { requireAssertions: true },
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
