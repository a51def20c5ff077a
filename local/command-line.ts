import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A command line that is not understood. Its message is one line; the program ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * The values of a command line's flags.
 * @throws UsageError for a flag that is unknown or lacks its value
 */
export function flagsOf<Options extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const [line = 'the command line cannot be read'] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UsageError(`${line.replace(/\.$/, '')}; see --help`);
  }
}
