import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The files that start whole cities come first, the others behind them by their size: so no long journey is left alone at the end, where the other
 * workers have nothing to do.
 */
export class CitiesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const startsCity = ({ moduleId }: TestSpecification): boolean => /\/test\/(e2e|journeys)\//.test(moduleId);
    return [...sorted.filter(startsCity), ...sorted.filter((file) => !startsCity(file))];
  }
}
